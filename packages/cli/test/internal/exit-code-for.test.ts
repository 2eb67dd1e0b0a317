import { isHealthy } from '@handrail/operations';
import { expect, it } from 'vitest';
import { exitCodeFor, exitCodeForNothing } from '../../src/internal/exit-code-for';

it.each([
  [0, ['timer-wait', 'closed-completed']],
  [1, ['timer-wait', 'backoff']],
  [1, ['unknown', 'backoff']],
  [2, ['timer-wait', 'unknown']],
  [2, ['not-found']],
  [2, ['rate-limited']],
  [0, []],
] as const)('is %i for %j', (exitCode, causes) => {
  expect(exitCodeFor(causes.map((cause) => ({ cause, healthy: isHealthy(cause) })))).toBe(exitCode);
});

it('does not take a repair that could look at nothing for one that had nothing to do', () => {
  const more = ['what comes after the first 1000 executions'];
  expect(exitCodeForNothing({ examined: 9, notExamined: [], untold: 0 })).toBe(0);
  expect(exitCodeForNothing({ examined: 0, notExamined: [] })).toBe(0);
  expect(exitCodeForNothing({ examined: 1_000, notExamined: more, untold: 0 })).toBe(0);
  expect(exitCodeForNothing({ examined: 0, notExamined: ['ListWorkflowExecutions: permission denied'] })).toBe(2);
  expect(exitCodeForNothing({ examined: 9, notExamined: ['9 executions'], untold: 9 })).toBe(2);
});
