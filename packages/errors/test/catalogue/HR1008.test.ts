import { expect, it } from 'vitest';
import { HR1008 } from '../../src';

it('says how long it ran, and what to look for', () => {
  const { message } = HR1008.error({ workflow: 'order', limit: '5 seconds' });
  expect(message).toBe(
    [
      '[HR1008] Workflow "order" ran for 5 seconds without yielding, so its workflow task was broken off.',
      '  Why:     workflow code must await between steps: a worker runs many executions in one thread. The task is retried, and hangs each time, until a fix is deployed.',
      '  Fix:     look for a loop without an await, or with one that never leaves the workflow (await Promise.resolve()): wait with sleep() or condition(() => …); for a loop whose catch swallows CancelledFailure, so that it spins once the workflow is cancelled; for a regular expression or JSON of great size.',
      '           Move heavy computing to an activity.',
      '  Docs:    https://handrail.dev/errors/HR1008        (offline: npx handrail explain HR1008)',
    ].join('\n'),
  );
});

it('tells code that is run from modules that are loaded', () => {
  const { head, why, fix } = HR1008.problem({ workflow: 'order', limit: '5 seconds', loading: true });
  expect([head, why, fix]).toEqual([
    'Loading the modules of workflow "order" took over 5 seconds, so its workflow task was broken off.',
    'they are loaded anew for each execution, in a thread that runs many. The task is retried, and hangs each time, until a fix is deployed.',
    'look for a loop or for heavy computing at the top level of the file of the workflow, or of a module that it imports: it runs once for each execution.\nMove heavy computing to an activity.',
  ]);
});
