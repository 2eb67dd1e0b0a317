import { isHealthy } from '@handrail/operations';
import { expect, it } from 'vitest';
import { exitCodeFor } from '../../src/internal/exit-code-for';

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
