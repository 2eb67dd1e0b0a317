import { catalogue } from '@handrail/errors';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

describe('with a code', () => {
  test.each(catalogue.map(({ code, title }) => ({ code, title })))('$code has its page', async ({ code, title }) => {
    const { exitCode, stdout } = await runCommandLine(['explain', code]);

    expect(stdout.split('\n')[0]).toBe(`${code}: ${title}`);
    expect(exitCode).toBe(0);
  });

  test('the text is that of the docs', async () => {
    const { stdout } = await runCommandLine(['explain', 'HR2004', '--json']);
    const page = readFileSync(new URL('../../../../docs/errors/HR2004.md', import.meta.url), 'utf8');

    expect(JSON.parse(stdout)).toEqual({
      schema: 'handrail.explain/1',
      code: 'HR2004',
      title: 'A long activity has no heartbeat timeout',
      disposition: 'refuse',
      page,
      links: { docs: 'https://handrail.dev/errors/HR2004' },
    });
  });

  test.each(['hr2004', '2004', '[HR2004]', ' HR2004 '])('"%s" is understood', async (given) => {
    const { stdout } = await runCommandLine(['explain', given]);

    expect(stdout).toMatch(/^HR2004: /);
  });

  test('one that is not given any more leads to the one that is', async () => {
    const { stdout } = await runCommandLine(['explain', 'HR1031']);

    expect(stdout).toMatch(/^HR1001: /);
  });

  test('one that does not exist is answered with the nearest', async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(['explain', 'HR2094']);

    expect(stderr).toBe(`[HR9014] There is no error "HR2094"; the nearest code is HR2004.
  Why:     the codes of Handrail are HR and four digits; one that a newer release has brought is not known to this one.
  Fix:     run \`handrail explain HR2004\`, or \`handrail explain\` for the list of all codes.
  Docs:    https://handrail.dev/errors/HR9014        (offline: npx handrail explain HR9014)
`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('one that is like none is answered with the way to the list', async () => {
    const { exitCode, stderr } = await runCommandLine(['explain', 'timeouts']);

    expect(stderr).toContain('[HR9014] There is no error "timeouts".\n');
    expect(stderr).toContain('Fix:     run `handrail explain` for the list of all codes.\n');
    expect(exitCode).toBe(2);
  });
});

describe('without a code', () => {
  test('every error is listed under its area', async () => {
    const { exitCode, stdout } = await runCommandLine(['explain']);

    expect(stdout.split('\n')[0]).toBe(
      `${catalogue.length} errors. For one of them: handrail explain ${catalogue[0]?.code}`,
    );
    for (const { code, title } of catalogue)
      expect(stdout).toMatch(new RegExp(`^ {2}${code} .* ${escape(title)}$`, 'm'));
    expect(stdout.indexOf('\nTimeouts and retries\n')).toBeLessThan(stdout.indexOf('  HR2004 '));
    expect(exitCode).toBe(0);
  });

  test('the defaults are told - nothing else in a program shows them', async () => {
    const { stdout } = await runCommandLine(['explain']);

    expect(stdout).toContain(`
What holds where neither a call nor your policy says otherwise
  an activity with neither a start-to-close nor a schedule-to-close timeout
    startToCloseTimeout: 1 minute [policy: activity.startToCloseTimeout]
  a workflow started with neither a run nor an execution timeout
    workflowRunTimeout: 21 days; none with lifetime: 'unbounded' [policy: workflow.runTimeout]
  a workflow timeout
    refused below 1 day (HR2003) [policy: workflow.shortestTimeout]
  an activity without a heartbeat timeout
    refused from a start-to-close timeout of 2 hours on (HR2004) [policy: activity.heartbeatFrom]
`);
  });

  test('--json gives the list and the defaults as data', async () => {
    const { stdout } = await runCommandLine(['explain', '--json']);
    const { schema, errors, defaults } = JSON.parse(stdout);

    expect(schema).toBe('handrail.explain-list/1');
    expect(errors).toHaveLength(catalogue.length);
    expect(errors).toContainEqual({
      code: 'HR2004',
      title: 'A long activity has no heartbeat timeout',
      disposition: 'refuse',
    });
    expect(defaults[0]).toEqual({
      what: 'an activity with neither a start-to-close nor a schedule-to-close timeout',
      then: 'startToCloseTimeout: 1 minute',
      field: 'activity.startToCloseTimeout',
    });
  });
});

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
