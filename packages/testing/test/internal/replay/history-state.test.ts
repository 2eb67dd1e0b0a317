import { expect, it } from 'vitest';
import { historyState, resetPointBefore } from '../../../src/internal/replay/history-state';
import { withPendingTask } from '../../../src/internal/replay/pending-task';

const started = {
  eventId: '1',
  eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED',
  workflowExecutionStartedEventAttributes: {
    workflowType: { name: 'order' },
    taskQueue: { name: 'orders' },
    originalExecutionRunId: 'run-1',
  },
};
const task = (eventId: string, kind: string, attributes: object = {}) => ({
  eventId,
  [`workflowTask${kind}EventAttributes`]: attributes,
});
const events = (...rest: object[]) => ({ events: [started, ...rest] });

it('reads what it is of', () => {
  expect(historyState(events())).toEqual({
    workflowType: 'order',
    taskQueue: 'orders',
    runId: 'run-1',
    isClosed: false,
    isFailing: false,
    taskEnds: [],
  });
});

it.each([
  ['has failed', events(task('2', 'Completed'), task('3', 'Failed', { cause: 24 })), true],
  ['went well after a failure', events(task('2', 'Failed', { cause: 24 }), task('3', 'Completed')), false],
  ['was failed by a reset', events(task('2', 'Completed'), task('3', 'Failed', { cause: 12 })), false],
  [
    'was failed by a reset, in JSON',
    events(task('2', 'Failed', { cause: 'WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW' })),
    false,
  ],
])('knows whether it fails: its last workflow task %s', (_, history, isFailing) => {
  expect(historyState(history).isFailing).toBe(isFailing);
});

it('knows that it is closed', () => {
  expect(historyState(events({ eventId: '2', workflowExecutionTerminatedEventAttributes: {} })).isClosed).toBe(true);
});

it.each([undefined, null, 'text', { events: 'none' }, { events: [null, 7] }])('reads nothing of %j', (history) => {
  expect(historyState(history)).toMatchObject({ workflowType: undefined, isClosed: false, taskEnds: [] });
});

it('is reset to the end of the last workflow task before the place', () => {
  const state = historyState(events(task('4', 'Completed'), task('9', 'Completed')));
  expect(resetPointBefore(state, 'event 9')).toBe(4);
  expect(resetPointBefore(state, 'event 11')).toBe(9);
  expect(resetPointBefore(state, 'event 3')).toBeUndefined();
  expect(resetPointBefore(state, 'a step that the core does not name')).toBeUndefined();
  expect(resetPointBefore(state, undefined)).toBeUndefined();
});

it.each<[string, object[], string[]]>([
  ['has not begun', [], ['Scheduled', 'Started', 'Completed']],
  ['waits for a worker', [task('2', 'Scheduled')], ['Started', 'Completed']],
  ['runs', [task('2', 'Scheduled'), task('3', 'Started')], ['Completed']],
  ['has failed', [task('2', 'Scheduled'), task('3', 'Failed')], ['Scheduled', 'Started', 'Completed']],
  ['is done', [task('2', 'Completed'), { eventId: '3', activityTaskScheduledEventAttributes: {} }], []],
])('gets the end of a workflow task that %s', (_, rest, added) => {
  const { events: given } = events(...rest);
  const { events: all } = withPendingTask({ events: given }) as { events: { eventId: string; eventType: string }[] };
  expect(all.slice(given.length)).toMatchObject(
    added.map((kind, index) => ({
      eventId: String(given.length + index + 1),
      eventType: `EVENT_TYPE_WORKFLOW_TASK_${kind.toUpperCase()}`,
    })),
  );
  expect(all).toHaveLength(given.length + added.length);
});

it('gets it in the numbers of the server, where the history is the server’s', () => {
  const history = { events: [{ ...started, eventType: 1 }] };
  expect((withPendingTask(history) as typeof history).events.slice(1)).toMatchObject([
    { eventId: 2, eventType: 5 },
    { eventId: 3, eventType: 6, workflowTaskStartedEventAttributes: { scheduledEventId: 2 } },
    { eventId: 4, eventType: 7, workflowTaskCompletedEventAttributes: { scheduledEventId: 2, startedEventId: 3 } },
  ]);
});
