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
