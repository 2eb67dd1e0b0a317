import { expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import { toExplanation } from '../src/internal/to-explanation';
import type { TimelineSpan } from '../src/timeline';
import { isOfVerdict } from '../src/timeline-verdict';
import { activity, ago, facts, failure, history, NOW, waitingActivity } from './support/facts';

const span = (more: Partial<TimelineSpan>): TimelineSpan => ({
  kind: 'activity',
  label: 'charge',
  id: '1',
  start: ago(300),
  outcome: 'open',
  ...more,
});

function marked(given: ReturnType<typeof facts>, spans: readonly TimelineSpan[], links = {}): TimelineSpan[] {
  const explanation = toExplanation(given, diagnose(given), links);
  return spans.filter((each) => isOfVerdict(each, explanation));
}

it('marks the activity that the verdict is about, and not the one beside it', () => {
  const down = waitingActivity({ attempt: 3, lastFailure: failure('down'), nextAttemptTime: NOW + 20_000 });
  const given = facts({ activities: [down, activity({ activityId: '11' })] });
  const spans = [span({}), span({ id: '11' }), span({ id: undefined, kind: 'timer', label: 'timer of 60 s' })];
  expect(marked(given, spans)).toEqual([span({})]);
});

it('marks the workflow task that fails, where the address of the UI is known also its event', () => {
  const failed = {
    eventId: 9,
    type: 'WORKFLOW_TASK_FAILED',
    time: ago(60),
    cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
    failure: failure('x'),
    identity: 'w',
  };
  const given = facts({
    workflowTask: { state: 'SCHEDULED', attempt: 3, scheduledTime: ago(2), originalScheduledTime: ago(60) },
    history: history({ taskFailure: failed }),
  });
  const task = { kind: 'workflow task', label: 'workflow task', id: undefined } as const;
  const spans = [span({}), span({ ...task, outcome: 'failed', eventId: 9 }), span(task)];
  expect(marked(given, spans)).toEqual([span(task)]);
  expect(marked(given, spans, { ui: 'http://localhost:8233' })).toEqual(spans.slice(1));
});

it('marks what has failed a closed execution, and nothing that has ended well', () => {
  const close = {
    eventId: 12,
    type: 'WORKFLOW_EXECUTION_FAILED',
    time: ago(60),
    failure: { ...failure('Activity task failed'), activity: { type: 'charge', id: '2' } },
  };
  const given = facts({ status: 'FAILED', closeTime: ago(60), history: history({ close }) });
  const spans = [span({ outcome: 'done' }), span({ id: '2', outcome: 'failed' }), span({ id: '3', outcome: 'failed' })];
  expect(marked(given, spans)).toEqual([span({ id: '2', outcome: 'failed' })]);
});

it('marks the timer, the update or the operation that the verdict is about, also where no UI is known', () => {
  const of = { id: undefined, eventId: 5 };
  const timer = span({ ...of, kind: 'timer', label: 'timer of 60 s' });
  const timers = [{ timerId: '1', startedTime: ago(9), dueTime: NOW + 51_000, eventId: 5 }];
  const beside = { ...timer, eventId: 6 };
  expect(marked(facts({ history: history({ timers }) }), [timer, beside])).toEqual([timer]);

  const update = span({ ...of, kind: 'update', label: 'change' });
  const updates = [{ updateId: 'u', name: 'change', acceptedTime: ago(9), eventId: 5 }];
  expect(marked(facts({ history: history({ updates }) }), [update, { ...update, eventId: 7 }])).toEqual([update]);

  const operation = span({ ...of, kind: 'nexus operation', label: 'charges.charge' });
  const pending = { endpoint: 'payments', service: 'charges', operation: 'charge', attempt: 3 };
  const given = facts(
    { nexusOperations: [{ ...pending, state: 'BACKING_OFF', scheduledTime: ago(60), lastFailure: failure('502') }] },
    { nexusEndpoints: [{ name: 'payments', exists: false }] },
  );
  expect(marked(given, [operation, { ...operation, label: 'charges.refund' }])).toEqual([operation]);
});

it('marks the cancellation that is ignored', () => {
  const request = { eventId: 9, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(300) };
  const cancelled = span({ id: undefined, kind: 'cancellation', label: 'was requested', outcome: 'done', eventId: 9 });
  const lastTaskCompleted = { eventId: 12, type: 'WORKFLOW_TASK_COMPLETED', time: ago(299), identity: 'worker-1' };
  const given = facts({ isCancelRequested: true, history: history({ cancelRequest: request, lastTaskCompleted }) });
  expect(marked(given, [cancelled])).toEqual([cancelled]);
  expect(marked(facts(), [cancelled])).toEqual([]);
});
