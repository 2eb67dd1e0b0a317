// Interceptors that forget what they stand for: a call that is lost is told, one that passes is not.
import { codeOf } from '@handrail/errors';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../../../test-support/payload-report';
import { Client } from '../../src';
import { freshProcessState, type Warning } from '../support/process-state';
import { rigForFile } from '../support/rig';

const rig = rigForFile();

let warnings: Warning[];
beforeEach(() => {
  warnings = freshProcessState();
});

const clientWith = (interceptor: object, mode: 'enforce' | 'warn' = 'enforce') =>
  new Client({
    connection: rig.connection,
    policy: { mode },
    interceptors: { workflow: [interceptor as WorkflowClientInterceptor] },
  });

const start = (client: Client, workflowId = `interceptor-${randomUUID()}`) =>
  client.workflow.start('guarded', { taskQueue: rig.taskQueue, workflowId });

const head = ({ message }: { readonly message: string }) => message.split('\n', 1)[0];

class Metrics {
  #count = 0;
  async startWithDetails(input: unknown, next: (input: unknown) => Promise<unknown>): Promise<unknown> {
    this.#count += 1;
    return await next(input);
  }
  get count(): number {
    return this.#count;
  }
}

describe('an interceptor of starts', () => {
  it('that does not call next is refused: nothing was started', async () => {
    for (const method of ['start', 'startWithDetails']) {
      const error = await failureOf(() => start(clientWith({ [method]: async () => undefined })));
      expect(codeOf(error)).toBe('HR4061');
      expect(head(error)).toBe(
        `[HR4061] Method ${method} of interceptor interceptors.workflow[0] returned undefined without having called next.`,
      );
    }
  });

  it('that does not return what next gives is named, and so is what was started', async () => {
    const workflowId = `interceptor-${randomUUID()}`;
    const lossy = {
      async startWithDetails(input: object, next: (input: object) => Promise<unknown>) {
        await next(input);
      },
    };
    const error = await failureOf(() => start(clientWith(lossy), workflowId));
    expect(head(error)).toBe(
      '[HR4061] Method startWithDetails of interceptor interceptors.workflow[0] called next, and returned undefined in the place of what next gave.',
    );
    expect(error.message).toContain('the call was made');
    await rig.client.workflow.getHandle(workflowId).result();
  });

  it('that hands nothing on is named, instead of a TypeError inside of other code', async () => {
    const forgetful = { startWithDetails: (_: object, next: () => Promise<unknown>) => next() };
    const error = await failureOf(() => start(clientWith(forgetful)));
    expect(head(error)).toBe(
      '[HR4061] Method startWithDetails of interceptor interceptors.workflow[0] called next with undefined in the place of its input.',
    );
  });

  it('that hands on a part of its input is named, too', async () => {
    const partial = {
      startWithDetails: (input: { options: object }, next: (part: object) => Promise<unknown>) => next(input.options),
    };
    const error = await failureOf(() => start(clientWith(partial)));
    expect(head(error)).toBe(
      '[HR4061] Method startWithDetails of interceptor interceptors.workflow[0] called next with an object in the place of its input.',
    );
  });

  it('that makes its input anew is left in peace', async () => {
    const renewing = {
      startWithDetails: (input: object, next: (input: object) => Promise<unknown>) => next({ ...input }),
    };
    await (await start(clientWith(renewing))).result();
    expect(warnings).toEqual([]);
  });

  it('that does what it should is left in peace, private fields and all', async () => {
    const metrics = new Metrics();
    const client = clientWith(metrics);
    await (await start(client)).result();
    expect(metrics.count).toBe(1);
    expect(warnings).toEqual([]);
    // As the raw SDK shows it.
    const [kept] = client.options.interceptors.workflow as unknown as [Metrics];
    expect(kept).toBeInstanceOf(Metrics);
    expect(kept.count).toBe(1);
  });
});

describe('an interceptor that swallows a signal', () => {
  it('is told once: it may be meant', async () => {
    const client = clientWith({ signal: async () => undefined });
    const handle = await start(client);
    for (let sent = 0; sent < 3; sent += 1) await handle.signal('nudge');
    expect(warnings.map(head)).toEqual([
      '[HR4061] Method signal of interceptor interceptors.workflow[0] returned undefined without having called next.',
    ]);
    await handle.result();
  });
});

describe('an interceptor that answers a query itself', () => {
  it('is left in peace, also where it answers with nothing that it was told', async () => {
    const client = clientWith({ query: async () => 'cached' });
    expect(await (await start(client)).query('anything')).toBe('cached');
    expect(warnings).toEqual([]);
  });
});

it.each([
  ['an object', { start: async () => 'run' }],
  ['a function', () => ({})],
  ['a text', 'tracing'],
])('names interceptors.workflow that is no list: %s', (_, workflow) => {
  const make = (mode: 'enforce' | 'warn') =>
    new Client({ connection: rig.connection, policy: { mode }, interceptors: { workflow: workflow as never } });
  expect(() => make('enforce')).toThrow(
    /^\[HR2014\] The client of namespace "default" has interceptors\.workflow: .*, which is not a list of interceptors\.\n/,
  );
  expect(() => make('warn')).not.toThrow();
  expect(warnings.map(({ code }) => code)).toEqual(['HR2014']);
});

it.each(['schedule', 'activity', 'nexus'])('names interceptors.%s that is no list', (kind) => {
  const make = (mode: 'enforce' | 'warn') =>
    new Client({ connection: rig.connection, policy: { mode }, interceptors: { [kind]: {} } });
  expect(() => make('enforce')).toThrow(
    `[HR2014] The client of namespace "default" has interceptors.${kind}: an object`,
  );
  expect(() => make('warn')).not.toThrow();
});

it('takes the deprecated form, and no interceptors at all', () => {
  for (const workflow of [{ calls: [() => ({})] }, {}, undefined])
    expect(() => new Client({ connection: rig.connection, interceptors: { workflow: workflow! } })).not.toThrow();
  expect(warnings).toEqual([]);
});

it('an interceptor that sets a header to something else than a payload is refused, without its value', async () => {
  const withHeader = (value: unknown) => ({
    startWithDetails: (input: { headers: object }, next: (input: object) => Promise<unknown>) =>
      next({ ...input, headers: { ...input.headers, tenant: value } }),
  });
  const error = await failureOf(() => start(clientWith(withHeader('secret-1'))));
  expect(head(error)).toBe(
    '[HR2014] The start of workflow "guarded" has headers.tenant: a string, which is no payload: defaultPayloadConverter.toPayload(value) of @handrail/common makes one of it.',
  );
  expect(error.message).not.toContain('secret-1');
  const handle = await start(clientWith(withHeader(defaultPayloadConverter.toPayload('acme'))));
  await handle.terminate();
});
