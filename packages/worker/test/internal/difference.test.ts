import { describe, expect, it } from 'vitest';
import { detailsIn, differenceOf, eventsOf, type Parting, withEarlier } from '../../src/internal/replay/difference';

const done = (eventId: string) => ({ eventId, workflowTaskCompletedEventAttributes: {} });
const activity = (eventId: string, name: string, activityId = eventId) => ({
  eventId,
  activityTaskScheduledEventAttributes: { activityType: { name }, activityId },
});
const timer = (eventId: string) => ({ eventId, timerStartedEventAttributes: { startToFireTimeout: { seconds: '5' } } });
const child = (eventId: string, name: string, workflowId: string) => ({
  eventId,
  startChildWorkflowExecutionInitiatedEventAttributes: { workflowType: { name }, workflowId },
});

const whole = (text: string, events: readonly object[], commands?: Parting['commands'], historyLength?: number) =>
  differenceOf(`[TMPRL1100] Nondeterminism error: ${text}`, { history: { events }, commands, historyLength });

const between = (...given: Parameters<typeof whole>) => {
  const { position, history, code, patch } = whole(...given);
  return { position, history, code, ...(patch !== undefined && { patch }) };
};

const NOT_HANDLED = (machine: string, id: number, kind: string) =>
  `${machine} machine does not handle this event: HistoryEvent(id: ${id}, ${kind})`;

describe('a step of another kind', () => {
  const events = [done('4'), timer('5'), activity('6', 'charge')];

  it('has the command of the same place beside it', () => {
    const commands = [{ startTimer: {} }, { startChildWorkflowExecution: { workflowType: 'ship' } }];
    expect(between(NOT_HANDLED('ChildWorkflow', 6, 'ActivityTaskScheduled'), events, commands)).toEqual({
      position: 'event 6',
      history: 'ActivityTaskScheduled "charge"',
      code: 'starts child workflow "ship"',
    });
  });

  it.each([
    ['unknown commands', undefined],
    ['fewer commands than the history has', [{ startTimer: {} }]],
    ['a command of a later version', [{ startTimer: {} }, { sendsDove: {} }]],
  ])('has what the core says beside it, given %s', (_, commands) => {
    expect(between(NOT_HANDLED('ChildWorkflow', 6, 'ActivityTaskScheduled'), events, commands).code).toBe(
      'starts a child workflow',
    );
  });

  it('is counted from the workflow task before it', () => {
    const later = [...events, done('9'), timer('10')];
    const commands = [{ scheduleActivity: { activityType: 'refund' } }];
    expect(between(NOT_HANDLED('Activity', 10, 'TimerStarted'), later, commands)).toEqual({
      position: 'event 10',
      history: 'TimerStarted (5 seconds)',
      code: 'schedules activity "refund"',
    });
  });

  it('has none of the commands of another workflow task beside it', () => {
    const commands = [{ startTimer: {} }, { startChildWorkflowExecution: { workflowType: 'ship' } }];
    const later = [...events, done('9'), timer('10')];
    const code = (historyLength: number) =>
      between(NOT_HANDLED('ChildWorkflow', 6, 'ActivityTaskScheduled'), later, commands, historyLength).code;
    expect(code(3)).toBe('starts child workflow "ship"');
    expect(code(8)).toBe('starts a child workflow');
  });

  it('is told without the history, too', () => {
    expect(
      differenceOf(NOT_HANDLED('TimerMachine', 6, 'ActivityTaskScheduled'), {
        history: undefined,
        commands: undefined,
      }),
    ).toEqual({ position: 'event 6', history: 'ActivityTaskScheduled', code: 'starts a timer' });
  });

  it('that the code does not come to is told as that', () => {
    expect(between('No command scheduled for event HistoryEvent(id: 5, TimerStarted)', events, [])).toEqual({
      position: 'event 5',
      history: 'TimerStarted (5 seconds)',
      code: 'does not come to it',
    });
  });
});

describe('a step of the same kind with another name', () => {
  const renamed = "Activity type of scheduled event 'charge' does not match activity type of activity command 'debit'";

  it('is found by both names, where the history has several of the one', () => {
    const events = [done('4'), activity('5', 'charge'), activity('6', 'ship'), done('10'), activity('11', 'charge')];
    const commands = [{ scheduleActivity: { activityType: 'debit' } }];
    const found = (position: string) => ({
      position,
      history: 'ActivityTaskScheduled "charge"',
      code: 'schedules activity "debit"',
    });
    expect(between(renamed, events, commands, 3)).toEqual(found('event 5'));
    expect(between(renamed, events, commands, 9)).toEqual(found('event 11'));
  });

  it('is not guessed where the commands are not known and the name stands there twice', () => {
    const events = [done('4'), activity('5', 'charge'), activity('6', 'charge')];
    expect(between(renamed, events)).toEqual({
      position: 'a step that the core does not name',
      history: "ActivityTaskScheduled 'charge'",
      code: "has 'debit'",
    });
  });

  it('is the only one of its name else', () => {
    expect(between(renamed, [done('4'), timer('5'), activity('6', 'charge')])).toEqual({
      position: 'event 6',
      history: 'ActivityTaskScheduled "charge"',
      code: "has 'debit'",
    });
  });

  it('may differ in its id', () => {
    expect(
      between("Activity id of scheduled event 'a-1' does not match activity id of activity command 'a-2'", [
        done('4'),
        activity('5', 'charge', 'a-1'),
      ]),
    ).toEqual({ position: 'event 5', history: "ActivityTaskScheduled with the id 'a-1'", code: "has 'a-2'" });
    expect(
      between("Child workflow id of scheduled event 'order-1' does not match child workflow id of command 'order-2'", [
        done('4'),
        child('5', 'ship', 'order-1'),
      ]),
    ).toEqual({
      position: 'event 5',
      history: "StartChildWorkflowExecutionInitiated with the id 'order-1'",
      code: "has 'order-2'",
    });
  });

  it('of a kind that is not known is told in the words of the core', () => {
    expect(between("Dove of event 'a' does not match dove of command 'b'", [done('4')])).toEqual({
      position: 'a step that the core does not name',
      history: "'a'",
      code: "has 'b'",
    });
  });
});

describe('a patch that was taken out', () => {
  const text = 'patch marker encountered for change new-tax, but there is no corresponding change command!';
  const marker = (data: unknown) => ({
    eventId: '5',
    markerRecordedEventAttributes: { markerName: 'core_patch', details: { 'patch-data': { payloads: [{ data }] } } },
  });
  const json = JSON.stringify({ id: 'new-tax', deprecated: false });

  it.each([
    ['of a server', new TextEncoder().encode(json)],
    ['in JSON', btoa(json)],
  ])('is found in a history %s', (_, data) => {
    expect(between(text, [marker(data)])).toEqual({
      position: 'event 5',
      history: 'patch "new-tax"',
      code: 'does not ask for it',
      patch: 'new-tax',
    });
  });

  it.each([
    ['is of another patch', btoa('{"id":"old-tax"}')],
    ['is encrypted', btoa('%%')],
    ['is no text', 5],
    ['is empty', null],
  ])('is told without its place where the marker %s', (_, data) => {
    expect(between(text, [marker(data)])).toMatchObject({
      position: 'a step that the core does not name',
      patch: 'new-tax',
    });
  });
});

it.each([[undefined], [null], ['history'], [{}], [{ events: 5 }], [{ events: null }]])(
  'finds no events in what is no history: %j',
  (history) => {
    expect(eventsOf(history)).toEqual([]);
  },
);

describe('the message in the dump of a failure', () => {
  it.each([
    ['is taken out of its quotes', 'Failure { message: "a \\"b\\"\\n c\\\\d", source: "" }', 'a "b"\n c\\d'],
    ['may be empty', 'Failure { message: "", source: "" }', ''],
    ['is the first', 'Failure { message: "a", cause: Some(Failure { message: "b" }) }', 'a'],
  ])('%s', (_, dump, message) => {
    expect(detailsIn(dump)).toBe(message);
  });

  it('is not found in what is no dump', () => {
    expect(detailsIn('Failing workflow task')).toBeUndefined();
    expect(detailsIn('Failure { message: "never closed')).toBeUndefined();
  });
});

const bytes = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64');
const local = (eventId: string, seq: number, name: string) => ({
  eventId,
  markerRecordedEventAttributes: {
    markerName: 'core_local_activity',
    details: { data: { payloads: [{ data: bytes({ seq, activity_type: name }) }] } },
  },
});
const schedule = (activityType: string) => ({ scheduleActivity: { activityType } });

describe('a place that the core names otherwise', () => {
  it('is found where it prints all of the event, of which no payload is repeated', () => {
    const text =
      'Child workflow machine does not handle this event: HistoryEvent { event_id: 5, event_time: None, event_type: ActivityTaskScheduled, version: 0, attributes: Some(…payloads: [[c2VjcmV0]]…) }';
    expect(between(text, [done('4'), activity('5', 'charge')])).toEqual({
      position: 'event 5',
      history: 'ActivityTaskScheduled "charge"',
      code: 'starts a child workflow',
    });
  });

  it('is found by the number of a local activity', () => {
    const events = [done('4'), local('5', 1, 'charge'), activity('6', 'ship')];
    expect(whole('Missing associated machine for LocalActivity(1)', events, [schedule('ship')])).toEqual({
      position: 'event 5',
      history: 'MarkerRecorded of local activity "charge"',
      code: 'schedules activity "ship"',
      change: 'local activity "charge" was taken out before activity "ship", or now comes after it',
    });
  });

  it('is found by the name in the marker of a local activity', () => {
    const text =
      "Activity type of recorded marker 'charge' does not match activity type of local activity command 'debit'";
    expect(between(text, [done('4'), local('5', 1, 'charge')])).toEqual({
      position: 'event 5',
      history: 'MarkerRecorded of local activity "charge"',
      code: 'runs local activity "debit"',
    });
  });

  it('is found behind a patch, for which the core changes a search attribute as well', () => {
    const marker = {
      eventId: '5',
      markerRecordedEventAttributes: {
        markerName: 'core_patch',
        details: { 'patch-data': { payloads: [{ data: bytes({ id: 'v2', deprecated: false }) }] } },
      },
    };
    const upsert = {
      eventId: '6',
      upsertWorkflowSearchAttributesEventAttributes: {
        searchAttributes: { indexedFields: { TemporalChangeVersion: {} } },
      },
    };
    const commands = [{ setPatchMarker: { patchId: 'v2' } }, schedule('debit')];
    const text = "Activity type of scheduled event 'charge' does not match activity type of activity command 'debit'";
    expect(between(text, [done('4'), marker, upsert, activity('7', 'charge')], commands)).toEqual({
      position: 'event 7',
      history: 'ActivityTaskScheduled "charge"',
      code: 'schedules activity "debit"',
    });
  });
});

describe('the likely change', () => {
  const signaled = { eventId: '3', workflowExecutionSignaledEventAttributes: { signalName: 'go' } };
  const updated = {
    eventId: '5',
    workflowExecutionUpdateAcceptedEventAttributes: { acceptedRequest: { input: { name: 'pause' } } },
  };
  const uuid = (digit: string) => `pay-${digit.repeat(8)}-1111-4111-8111-111111111111`;

  it.each<[string, readonly object[], readonly object[], string | undefined]>([
    [
      'is another name',
      [activity('5', 'charge')],
      [schedule('debit')],
      'activity "charge" was renamed to "debit", or "debit" was added before it',
    ],
    [
      'is an addition, where what the history has comes next',
      [activity('5', 'charge')],
      [{ startTimer: {} }, schedule('charge')],
      'a timer was added before activity "charge"',
    ],
    [
      'is an addition or a replacement, where nothing tells which',
      [activity('5', 'charge')],
      [{ startTimer: {} }],
      'a timer was added before activity "charge", or stands in its place',
    ],
    [
      'is a removal, where the code does what comes later in the history',
      [timer('5'), done('9'), activity('10', 'charge')],
      [schedule('charge')],
      'a timer was taken out before activity "charge", or now comes after it',
    ],
    [
      'is another order',
      [activity('5', 'charge'), activity('6', 'ship')],
      [schedule('ship'), schedule('charge')],
      'activity "charge" and activity "ship" have changed places',
    ],
    [
      'is an activity made local',
      [activity('5', 'charge')],
      [{ scheduleLocalActivity: { activityType: 'charge' } }],
      'activity "charge" was made a local activity',
    ],
    [
      'is an earlier end',
      [activity('5', 'charge')],
      [{ completeWorkflowExecution: {} }],
      'the code now ends before activity "charge"',
    ],
    [
      'is a longer run',
      [{ eventId: '5', workflowExecutionCompletedEventAttributes: {} }],
      [schedule('mail')],
      'activity "mail" was added before the end of the workflow',
    ],
    [
      'is the handler of the signal that the task was about',
      [activity('5', 'charge')],
      [],
      'activity "charge" followed from signal "go", whose handler was taken out or changed',
    ],
    ['is the handler of an update', [updated], [], 'update "pause" has no handler any more'],
    [
      'is the order of random ids, where two differ in nothing else',
      [child('5', 'pay', uuid('1'))],
      [{ startChildWorkflowExecution: { workflowType: 'pay', workflowId: uuid('2') } }],
      'the id of child workflow "pay" comes from uuid4() or the like, and another one is drawn before it now, or one fewer',
    ],
    [
      'is the making of an id',
      [child('5', 'pay', 'pay-1')],
      [{ startChildWorkflowExecution: { workflowType: 'pay', workflowId: 'pay-2' } }],
      'the id of child workflow "pay" is made in another way',
    ],
    ['is not guessed of what is no step', [{ eventId: '5', somethingNewEventAttributes: {} }], [], undefined],
    ['is not guessed of a command of a later version', [timer('5')], [{ sendsDove: {} }], undefined],
  ])('%s', (_, recorded, commands, change) => {
    const events = [signaled, done('4'), ...recorded];
    const text = 'No command scheduled for event HistoryEvent(id: 5, ActivityTaskScheduled)';
    expect(whole(text, events, commands as Parting['commands']).change).toBe(change);
  });

  it('is not guessed where the commands are not known', () => {
    expect(whole(NOT_HANDLED('Activity', 5, 'TimerStarted'), [done('4'), timer('5')]).change).toBeUndefined();
  });
});

it('has all that a workflow task sends around its local activities', () => {
  const earlier = { commands: [{ scheduleLocalActivity: {} }], historyLength: 3 };
  const last = { commands: [schedule('ship')], historyLength: 3 };
  expect(withEarlier(last, earlier).commands).toEqual([{ scheduleLocalActivity: {} }, schedule('ship')]);
  expect(withEarlier({ ...last, historyLength: 9 }, earlier).commands).toEqual([schedule('ship')]);
  expect(withEarlier(last, undefined)).toEqual(last);
});
