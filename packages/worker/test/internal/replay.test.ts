import { codeOf } from '@handrail/errors';
import { ReplayError } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { describe, expect, it } from 'vitest';
import { describeCommand, describeEvent, describeMachine } from '../../src/internal/replay/describe-step';
import { translateReplayError } from '../../src/internal/replay/translate-replay-error';

const dump = (message: string) =>
  `Details: Workflow activation completion failed: Failure { failure: Some(Failure { message: "${message}", source: "" }) }`;
const history = {
  events: [
    { eventId: '1', workflowExecutionStartedEventAttributes: { workflowType: { name: 'order' } } },
    { eventId: '2', workflowTaskScheduledEventAttributes: {} },
    { eventId: '3', workflowTaskStartedEventAttributes: {} },
    { eventId: '4', workflowTaskCompletedEventAttributes: {} },
    { eventId: '5', timerStartedEventAttributes: { timerId: '1', startToFireTimeout: { seconds: '5' } } },
  ],
};
const mismatch =
  '[TMPRL1100] Nondeterminism error: Activity machine does not handle this event: HistoryEvent(id: 5, TimerStarted)';
const headOf = (error: Error, replay = {}) => {
  const translated = translateReplayError(error, { history, commands: undefined, ...replay }, {}) as Error;
  expect(translated).toBe(error);
  return /^\[HR\d{4}\] .*$/m.exec(translated.message)?.[0];
};

describe('a mismatch', () => {
  it('names the event, what the history has there, and the command that the code sent in its place', () => {
    const commands = [{ scheduleActivity: { activityType: 'charge' } }];
    expect(headOf(new DeterminismViolationError(dump(mismatch)), { commands })).toBe(
      '[HR8001] Workflow "order" no longer matches its history at event 5: the history has TimerStarted (5 seconds), the code now schedules activity "charge".',
    );
  });

  it('says what kind of step the code takes where the commands are not known', () => {
    expect(headOf(new DeterminismViolationError(dump(mismatch)))).toMatch(/the code now schedules an activity\.$/);
  });

  it('gives both names of what was renamed', () => {
    const text =
      "[TMPRL1100] Nondeterminism error: Activity type of scheduled event 'a' does not match activity type of activity command 'b'";
    expect(headOf(new DeterminismViolationError(dump(text)))).toMatch(
      /the history has ActivityTaskScheduled 'a', the code now has 'b'\.$/,
    );
  });

  it('keeps what the SDK says, its class, and says something where the core names no event', () => {
    const error = new DeterminismViolationError('Replay failed with a nondeterminism error.');
    expect(headOf(error, { history: { events: [] } })).toContain('at a step that the core does not name');
    expect(error.message).toMatch(/^Replay failed with a nondeterminism error\.\n/);
    expect(error).toBeInstanceOf(DeterminismViolationError);
  });
});

it('repeats the error of a failed task, of several lines the first', () => {
  expect(headOf(new ReplayError(dump('no \\"such\\" customer\\n  at x')))).toBe(
    '[HR8002] Replaying workflow "order" ends in a workflow task that fails: no "such" customer',
  );
});

it('passes on a task’s own code', () => {
  const error = new ReplayError(dump('[HR1001] Workflow \\"order\\" uses fetch.'));
  translateReplayError(error, { history, commands: undefined }, {});
  expect(codeOf(error)).toBeDefined();
});

it('gives the remedy of the code that a failed task carries in the place of its own', () => {
  const block =
    '[HR1001] Workflow \\"order\\" uses fetch.\\n  Why:     replay.\\n  Fix:     call an activity\\n           that does it.\\n  Docs:    https://…';
  const error = new ReplayError(dump(block));
  translateReplayError(error, { history, commands: undefined }, {});
  expect(error.message).toContain('  Fix:     call an activity\n           that does it.\n  Docs:');
});

it('says what is missing where there is no code to replay', () => {
  const error = new TypeError('ReplayWorkerOptions must contain workflowsPath or workflowBundle');
  expect(headOf(error)).toBe('[HR4037] Worker.runReplayHistory was called without workflowsPath or workflowBundle.');
});

it('leaves alone what it does not know', () => {
  const error = new TypeError('something else');
  translateReplayError(error, { history, commands: undefined }, {});
  expect(error.message).toBe('something else');
  expect(translateReplayError('text', { history, commands: undefined }, {})).toBe('text');
});

it('describes steps by what tells them apart, without payloads', () => {
  expect(
    describeEvent('ActivityTaskScheduled', {
      activityTaskScheduledEventAttributes: { activityType: { name: 'charge' }, input: ['secret'] },
    }),
  ).toBe('ActivityTaskScheduled "charge"');
  expect(describeEvent('MarkerRecorded', undefined)).toBe('MarkerRecorded');
  expect(describeCommand({ startTimer: { startToFireTimeout: { seconds: 60 } } })).toBe('starts a timer (1 minute)');
  expect(describeCommand({ completeWorkflowExecution: {} })).toBe('completes the workflow');
  expect(describeCommand({ somethingNew: {} })).toBeUndefined();
  expect(describeMachine('SomethingNew')).toBe('does something else (SomethingNew)');
});
