// What of the arguments of `handrail why` is refused before a server is asked.
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

const RUN = '0192a7c4-5b1e-7000-8000-3f2a1c9d7e55';
const why = async (...parameters: string[]) => {
  const { exitCode, stderr } = await runCommandLine(['why', '--address', '127.0.0.1:1', ...parameters]);
  return { exitCode, head: stderr.split('\n', 1)[0] };
};

describe('handrail why', () => {
  it.each<[string, string, string]>([
    [
      'of a run',
      `http://localhost:8233/namespaces/default/workflows/order-1/${RUN}/history`,
      `handrail why order-1 --run-id ${RUN} --namespace default`,
    ],
    [
      'of the newest run',
      'https://cloud.temporal.io/namespaces/shop.a1b2c/workflows/order-1',
      'handrail why order-1 --namespace shop.a1b2c',
    ],
    [
      'of an odd id',
      'http://localhost:8233/namespaces/default/workflows/it%27s%20one%2Ftwo',
      "handrail why 'it'\\''s one/two' --namespace default",
    ],
    [
      'of a schedule',
      'http://localhost:8233/namespaces/default/schedules/nightly',
      'handrail why nightly --namespace default',
    ],
  ])('says the command that is meant by a link %s', async (_, link, command) => {
    expect(await why(link)).toEqual({
      exitCode: 2,
      head: `[HR9016] The command line cannot be understood: an id is wanted, and this is a link to the Temporal UI: ${command}.`,
    });
  });

  it.each([`WorkflowType = 'order'`, 'executionstatus="Failed"', `TaskQueue IN ('a', 'b')`])(
    'takes %s for the filter that it is',
    async (filter) => {
      const { exitCode, head } = await why(filter);
      expect(exitCode).toBe(2);
      expect(head).toContain('is no id, but a list filter (did you mean --query ');
    },
  );

  it('takes an id with an equals sign for an id', async () => {
    expect((await why('tenant=1/order=7')).head).toContain('[HR4001]');
  });

  it('takes an id that is an address of something else for an id', async () => {
    const { head } = await why('https://shop.example.com/orders/1');
    expect(head).toContain('[HR4001]');
  });

  it('refuses an address of the UI that is none', async () => {
    expect(await why('order-1', '--ui', 'not a url')).toEqual({
      exitCode: 2,
      head: '[HR9016] The command line cannot be understood: --ui not a url is no address of a UI, such as http://localhost:8233.',
    });
  });

  it('says how plain text is allowed on the command line, and takes the reason', async () => {
    const remote = ['why', 'order-1', '--address', 'temporal.invalid:7233'];
    const { stderr } = await runCommandLine(remote);
    expect(stderr).toContain('[HR4003]');
    expect(stderr).toContain("or --plain-text 'the reason' on the command line.");
    const waived = await runCommandLine([...remote, '--plain-text', 'a private network']);
    expect(waived.stderr).toContain('[HR4020]');
  });
});
