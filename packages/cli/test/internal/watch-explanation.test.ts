import type { CauseSlug, Explanation } from '@handrail/operations';
import { expect, it } from 'vitest';
import { watchExplanation } from '../../src/internal/watch-explanation';

const look = (cause: CauseSlug, what = ''): Explanation => ({
  schema: 'handrail.why/1',
  workflowId: 'w',
  runId: 'r',
  workflowType: 'order',
  cause,
  healthy: false,
  headline: '',
  evidence: [{ what }],
  consequence: '',
  remedy: [],
  code: null,
  links: { docs: null, ui: null },
  path: [],
  also: [],
  notExamined: [],
});

const never = new Promise<void>(() => {});

it('tells each change once, not that time goes by, and ends with the execution', async () => {
  const looks = [
    look('timer-wait', 'since 3 seconds'),
    look('timer-wait', 'since 4 seconds'),
    look('activity-retrying', 'attempt 2 failed'),
    look('activity-retrying', 'attempt 3 failed'),
    look('closed-completed'),
  ];
  const told: CauseSlug[] = [];
  const last = await watchExplanation({
    look: async () => looks.shift()!,
    milliseconds: 1,
    interrupted: never,
    onChange: ({ cause }) => told.push(cause),
  });
  expect(told).toEqual(['timer-wait', 'activity-retrying', 'closed-completed']);
  expect(last.cause).toBe('closed-completed');
});

it('ends when it is interrupted, with what it saw last', async () => {
  const last = await watchExplanation({
    look: async () => look('backoff'),
    milliseconds: 60_000,
    interrupted: new Promise((resolve) => setImmediate(resolve)),
    onChange: () => {},
  });
  expect(last.cause).toBe('backoff');
});
