import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlainEvent } from '../../src/gather/plain-event';
import { resetPointIn } from '../../src/gather/reset-point';

/** One workflow task a minute, each by a build, each with an activity that completes. */
function historyOf(builds: readonly string[], lastFails = false): PlainEvent[] {
  const events: PlainEvent[] = [{ eventId: 1, type: 'WORKFLOW_EXECUTION_STARTED', time: 0 }];
  const add = (type: string, minute: number, more: Partial<PlainEvent> = {}) => {
    const eventId = events.length + 1;
    events.push({ eventId, type, time: minute * 60_000, ...more });
    return eventId;
  };
  builds.forEach((buildId, index) => {
    add('WORKFLOW_TASK_SCHEDULED', index);
    add('WORKFLOW_TASK_STARTED', index);
    const isFailure = lastFails && index === builds.length - 1;
    const task = add(isFailure ? 'WORKFLOW_TASK_FAILED' : 'WORKFLOW_TASK_COMPLETED', index, { buildId });
    if (isFailure) return;
    const scheduled = add('ACTIVITY_TASK_SCHEDULED', index, { name: `step-${index}`, commandOf: task });
    add('ACTIVITY_TASK_STARTED', index, { belongsTo: scheduled });
    add('ACTIVITY_TASK_COMPLETED', index, { belongsTo: scheduled });
  });
  return events;
}

it('takes the first workflow task of a build anew, and says what runs again', () => {
  // Tasks end at events 4, 10 and 16.
  expect(resetPointIn(historyOf(['good', 'bad', 'bad']), { buildId: 'bad' })).toEqual({
    eventId: 10,
    repeats: ['step-1', 'step-2'],
    calls: [],
    children: [],
  });
  expect(resetPointIn(historyOf(['good', 'good', 'bad'], true), { buildId: 'bad' })).toEqual({
    eventId: 16,
    repeats: [],
    calls: [],
    children: [],
  });
});

it('says which children and operations are asked for again that were done, or may be', () => {
  const since = { eventId: 20, time: 90_000, commandOf: 10 };
  const child = { ...since, type: 'START_CHILD_WORKFLOW_EXECUTION_INITIATED', id: 'order-17/ship', name: 'ship' };
  const operation = { ...since, eventId: 21, type: 'NEXUS_OPERATION_SCHEDULED', name: 'charges.charge' };
  const end = { eventId: 22, time: 91_000 };
  const calls = (...more: PlainEvent[]) => {
    const point = resetPointIn([...historyOf(['good', 'bad']), ...more], { buildId: 'bad' });
    return 'calls' in point && point.calls;
  };
  expect(calls(child, operation)).toEqual(['nexus operation "charges.charge"']);
  const completed = { ...end, type: 'CHILD_WORKFLOW_EXECUTION_COMPLETED', belongsTo: 20 };
  expect(calls(child, completed)).toEqual(['child workflow "ship"']);
  expect(calls({ ...child, commandOf: 4 }, completed)).toEqual([]);
  expect(calls(operation, { ...end, type: 'NEXUS_OPERATION_COMPLETED', belongsTo: 21 })).toEqual([
    'nexus operation "charges.charge"',
  ]);
  expect(calls(operation, { ...end, type: 'NEXUS_OPERATION_FAILED', belongsTo: 21 })).toEqual([]);
});

it('takes the first workflow task after a time anew', () => {
  const events = historyOf(['a', 'a', 'a']);
  expect(resetPointIn(events, { time: '1970-01-01T00:00:30Z' })).toMatchObject({ eventId: 10 });
  expect(resetPointIn(events, { time: '1970-01-01T00:02:00Z' })).toMatchObject({ eventId: 16 });
});

it('refuses what the deployment has not touched, and what has begun with it', () => {
  expect(resetPointIn(historyOf(['good', 'better']), { buildId: 'bad' })).toEqual({
    refused: 'no workflow task of it was taken by build "bad", but by "good", "better"',
  });
  expect(resetPointIn(historyOf(['good']), { time: '2026-01-01T00:00:00Z' })).toEqual({
    refused: 'no workflow task of it ended after 2026-01-01T00:00:00Z',
  });
  expect(resetPointIn(historyOf(['bad', 'bad']), { buildId: 'bad' })).toEqual({
    refused: 'it has begun after build "bad": start it again',
  });
});

it('keeps all that was done before, and nothing of what was done since, whatever the builds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (builds, fails) => {
        const events = historyOf(builds, fails);
        const first = builds.indexOf('b');
        const point = resetPointIn(events, { buildId: 'b' });
        if (first <= 0) return 'refused' in point;
        if ('refused' in point) return false;
        const kept = events.filter(({ eventId }) => eventId < point.eventId);
        const steps = builds.length - first - (fails ? 1 : 0);
        return kept.every(({ buildId }) => buildId !== 'b') && point.repeats.length === steps;
      },
    ),
  );
});

it('names the children that were asked for since, and that are not known to have ended', () => {
  const events = historyOf(['good', 'bad']);
  const start = (eventId: number, id: string, commandOf: number) =>
    ({ eventId, type: 'START_CHILD_WORKFLOW_EXECUTION_INITIATED', time: 0, id, commandOf }) as const;
  const ended = { eventId: 104, type: 'CHILD_WORKFLOW_EXECUTION_COMPLETED', time: 0, belongsTo: 103 } as const;
  const family = [start(101, 'before', 4), start(102, 'since', 10), start(103, 'over', 10), ended];
  expect(resetPointIn([...events, ...family], { buildId: 'bad' })).toMatchObject({
    children: [{ workflowId: 'since', scheduledBy: 10 }],
  });
});
