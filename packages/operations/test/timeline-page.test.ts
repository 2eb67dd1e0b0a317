import { expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import type { Facts } from '../src/facts';
import { toExplanation } from '../src/internal/to-explanation';
import type { Timeline } from '../src/timeline';
import { timelinePage } from '../src/timeline-page';
import { spansOf } from '../src/timeline-spans';
import { ago, execution, facts, failure, history, NOW, waitingActivity } from './support/facts';

const activity = waitingActivity({ attempt: 3, lastFailure: failure('<b>down</b>'), nextAttemptTime: NOW + 20_000 });
const events = [
  { eventId: 1, type: 'WORKFLOW_EXECUTION_STARTED', time: ago(600) },
  { eventId: 5, type: 'TIMER_STARTED', time: ago(500), id: '1', milliseconds: 60_000 },
  { eventId: 6, type: 'TIMER_FIRED', time: ago(440), belongsTo: 5 },
  { eventId: 7, type: 'WORKFLOW_EXECUTION_SIGNALED', time: ago(400), name: 'approve' },
  { eventId: 8, type: 'WORKFLOW_TASK_FAILED', time: ago(350), failure: failure('x is undefined') },
  { eventId: 11, type: 'ACTIVITY_TASK_SCHEDULED', time: ago(300), id: '1', name: 'charge' },
];
const of = execution({ activities: [activity] });

/** The page of an execution with this timeline. */
function pageOf(given: Facts, timeline: Partial<Timeline>): string {
  const whole: Timeline = {
    schema: 'handrail.timeline/1',
    workflowId: 'order-1',
    runId: 'run-1',
    workflowType: 'order',
    status: 'RUNNING',
    start: ago(600),
    end: NOW,
    spans: [],
    notExamined: [],
    ...timeline,
  };
  return timelinePage(whole, toExplanation(given, diagnose(given), {}));
}

it('shows what was waited for, what failed, and what is open in which attempt', () => {
  expect(spansOf(events, of)).toEqual([
    { kind: 'timer', label: 'timer of 60 s', start: ago(500), end: ago(440), outcome: 'done', eventId: 5 },
    { kind: 'signal', label: 'approve', start: ago(400), end: ago(400), outcome: 'done', eventId: 7 },
    {
      kind: 'workflow task',
      label: 'workflow task',
      start: ago(350),
      end: ago(350),
      outcome: 'failed',
      eventId: 8,
      note: 'x is undefined',
    },
    {
      kind: 'activity',
      label: 'charge',
      id: '1',
      start: ago(300),
      outcome: 'open',
      eventId: 11,
      note: 'scheduled, attempt 3, the last one failed with: <b>down</b>',
    },
  ]);
});

it('says at which attempt an activity ended, which the history has only once it did', () => {
  const started = { type: 'ACTIVITY_TASK_STARTED', belongsTo: 5, attempt: 3, failure: failure('card is locked') };
  const over = (type: string, more: object = {}) =>
    spansOf(
      [
        { eventId: 5, type: 'ACTIVITY_TASK_SCHEDULED', time: ago(300), id: '1', name: 'charge' },
        { eventId: 6, time: ago(200), ...started },
        { eventId: 7, time: ago(190), type, belongsTo: 5, ...more },
      ],
      execution(),
    )[0];
  expect(over('ACTIVITY_TASK_COMPLETED')).toMatchObject({
    outcome: 'done',
    note: 'attempt 3, the one before failed with: card is locked',
  });
  expect(over('ACTIVITY_TASK_FAILED', { failure: failure('card is stolen') })).toMatchObject({
    outcome: 'failed',
    note: 'attempt 3, the one before failed with: card is locked; card is stolen',
  });
});

it('names the timer by which an SLA is watched, and short ones as they are', () => {
  const timer = (more: object) =>
    spansOf([{ eventId: 5, type: 'TIMER_STARTED', time: ago(300), ...more }], execution());
  expect(timer({ name: 'SLA deadline', milliseconds: 14_400_000 })[0]?.label).toBe(
    'timer of 14400 s (watches the SLA)',
  );
  expect(timer({ milliseconds: 250 })[0]?.label).toBe('timer of 0.3 s');
});

it('writes out what would turn a line round or move the cursor', () => {
  const named = (name: string) =>
    spansOf([{ eventId: 5, type: 'WORKFLOW_EXECUTION_SIGNALED', time: ago(300), name }], execution())[0]?.label;
  expect(named('a\u202Eb\u001B[2Jc')).toBe('a\\u202eb\\x1b[2Jc');
});

it('is one page that loads nothing, runs nothing and shows what others wrote as text', () => {
  const given = facts({ workflowId: '<script>alert(1)</script>', activities: [activity] });
  const page = pageOf(given, { workflowId: given.execution.workflowId, spans: spansOf(events, of) });
  expect(page).not.toMatch(/<script|<link|<img|src=|href=|url\(|<b>/);
  expect(page).toContain(`default-src 'none'`);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page.match(/<tr tabindex="0"/g)).toHaveLength(4);
  expect(page.match(/<strong>The verdict:<\/strong> [^<]*/g)).toEqual(['<strong>The verdict:</strong> activity ']);
  expect(page).toContain('activity <bdi>charge</bdi> (event 11)');
  expect(page).toContain('margin-left:50%;width:50%');
});

it('shows local activities for the time that they took, and when it was told to cancel', () => {
  const marker = { type: 'MARKER_RECORDED', name: 'core_local_activity', time: ago(100), eventId: 9 };
  const since = { seconds: Math.floor(ago(130) / 1_000), nanos: 500_000_000 };
  const markerData = { activity_type: 'lookUp', original_schedule_time: since };
  const spans = spansOf(
    [
      { ...marker, markerData },
      { ...marker, eventId: 10, markerData: {}, failure: failure('no such row') },
      { ...marker, eventId: 11, name: 'core_patch' },
      { eventId: 12, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(90) },
    ],
    execution(),
  );
  const local = { kind: 'local activity', end: ago(100) };
  expect(spans).toEqual([
    { ...local, label: 'lookUp', start: since.seconds * 1_000 + 500, eventId: 9, outcome: 'done' },
    { ...local, label: 'of an unknown type', start: ago(100), eventId: 10, outcome: 'failed', note: 'no such row' },
    { kind: 'cancellation', label: 'was requested', start: ago(90), end: ago(90), eventId: 12, outcome: 'done' },
  ]);
});

it('says of what was open at the end that it was, and of a child that was left to itself that nothing is known', () => {
  const child = { type: 'START_CHILD_WORKFLOW_EXECUTION_INITIATED', time: ago(100), name: 'ship' };
  const spans = spansOf(
    [
      { ...child, eventId: 5, id: 'order-17/ship' },
      { ...child, eventId: 6, id: 'order-17/later', isAbandoned: true },
    ],
    execution({ status: 'TERMINATED', closeTime: ago(50) }),
  );
  expect(spans).toMatchObject([
    { label: 'order-17/ship', end: ago(50), outcome: 'canceled', note: 'open when the execution ended' },
    { label: 'order-17/later', outcome: 'open', note: 'left to itself: what has become of it is not known here' },
  ]);
  expect(spans[1]?.end).toBeUndefined();
});

it('shows a signal that came again and again in one row', () => {
  const signal = (eventId: number, name = 'progress') => ({
    eventId,
    type: 'WORKFLOW_EXECUTION_SIGNALED',
    time: ago(100 - eventId),
    name,
  });
  const rows = (...of: ReturnType<typeof signal>[]) => spansOf(of, execution()).map(({ label, note }) => [label, note]);
  expect(rows(signal(3), signal(4), signal(5), signal(6), signal(7, 'approve'), signal(8))).toEqual([
    ['progress', '4 times, the last one is event 6'],
    ['approve', undefined],
    ['progress', undefined],
  ]);
  expect(rows(signal(3), signal(4), signal(5))).toHaveLength(3);
});

it('keeps every bar within its track, and marks what is well as well', () => {
  const given = facts({
    history: history({ timers: [{ timerId: '1', startedTime: NOW, dueTime: NOW + 9_000, eventId: 5 }] }),
  });
  const timer = { eventId: 5, type: 'TIMER_STARTED', time: NOW, milliseconds: 9_000 };
  const page = pageOf(given, { spans: spansOf([timer], execution()) });
  expect(page).toContain('margin-left:99.5%;width:0.5%');
  expect(page).toContain('<tr tabindex="0" class="open marked well">');
});

it('is printed with its bars, and with nothing cut off', () => {
  const page = pageOf(facts(), {});
  const print = page.slice(page.indexOf('@media print'));
  expect(print).toContain('print-color-adjust: exact');
  expect(print).toContain('pre { overflow: visible; white-space: pre-wrap;');
});

it('writes out what would turn a failure or a reason round', () => {
  const given = facts({ activities: [activity] });
  const span = { kind: 'activity' as const, label: 'charge', start: ago(300), outcome: 'open' as const };
  const page = pageOf(given, {
    spans: [{ ...span, note: 'card \u202Edekcol' }],
    notExamined: ['queue \u202Esredro: unavailable'],
  });
  expect(page).toContain('<small>card \\u202edekcol</small>');
  expect(page).toContain('<p>Not seen: queue \\u202esredro: unavailable.</p>');
});

it('shows of thousands as many as can be looked through, the open one among them, and says what is left out', () => {
  const done = Array.from({ length: 5_000 }, (_, index) => [
    { eventId: 10 + 2 * index, type: 'TIMER_STARTED', time: ago(400), id: String(index), milliseconds: 1 },
    { eventId: 11 + 2 * index, type: 'TIMER_FIRED', time: ago(300), belongsTo: 10 + 2 * index },
  ]).flat();
  const spans = spansOf([...events, ...done], of);
  const page = pageOf(facts({ activities: [activity] }), { spans, notExamined: ['the events before number 3: many'] });
  expect(page.match(/<tr tabindex="0"/g)).toHaveLength(300);
  expect(page).toContain(
    'Of 5004 waits, 300 are shown: what the verdict is about, what is open, what failed, and the last ones.',
  );
  expect(page).toContain('<tr><td colspan="5">… 4704 more: 4704 done</td></tr>');
  expect(page).toContain('activity <bdi>charge</bdi> (event 11)');
  expect(page).toMatch(/<p>Not seen: the events before number 3: many\.<\/p>[^]*<table/);
  expect(page).toContain('timer of 1 ms');
  expect(page.length).toBeLessThan(150_000);
});
