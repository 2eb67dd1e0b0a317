// What the scenarios of e2e/handover have taught, on facts.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import type { Insight } from '../src/facts';
import { ago, causesOf, facts, failure, history, poller, queue, waitingActivity, workflowTask } from './support/facts';

const insight: Insight = { waitsAt: [], isDefinitionKnown: true, signals: [], updates: [] };
const told = (given: Parameters<typeof diagnose>[0]) => diagnose(given)[0].evidence.map(({ what }) => what);

describe('an execution that has nothing pending', () => {
  it('may be over without an end, where its worker knows of no place and nothing can wake it', () => {
    const [verdict] = diagnose(facts({ insight: { ...insight, waitsNowhere: true } }));
    expect(verdict).toMatchObject({ cause: 'unknown', code: 'HR7060' });
    expect(verdict.headline).toBe(
      'Could not tell why workflow "order-17" does not go on: nothing is pending, its worker names no place where its code waits, and nothing that is sent could wake it.',
    );
    expect(verdict.remedy.map(({ text }) => text)).toEqual([
      'See whether its function has ended without a result: the SDK takes no notice of an undefined or null that is thrown. Throw an error instead, and deploy.',
      'Where it does not heal after the deployment, reset it to its last workflow task that completed.',
    ]);
  });

  it('waits for a signal that it handles, wherever its code is', () => {
    expect(causesOf(facts({ insight: { ...insight, waitsNowhere: true, signals: ['close'] } }))).toEqual([
      'signal-wait',
    ]);
  });

  it('is said to handle nothing where it waits and handles nothing', () => {
    const waiting = { ...insight, waitsAt: ['at order (workflows.ts:7:9)'] };
    const words =
      'it has no handler of a signal or an update, unless a default one: then only a cancellation can make it go on, or a reset';
    expect(told(facts({ insight: waiting }))).toContain(words);
    expect(told(facts({ insight: { ...waiting, isDefinitionKnown: false } }))).not.toContain(words);
    expect(told(facts({ insight: { ...waiting, updates: ['close'] } }))).not.toContain(words);
  });
});

it('says how long a workflow task may take', () => {
  const task = workflowTask({ state: 'STARTED', startedTime: ago(2), originalScheduledTime: ago(2) });
  const consequence = (more: object) => diagnose(facts({ workflowTask: task, ...more }))[0].consequence;
  expect(consequence({})).toBe('It goes on by itself: a workflow task takes at most 10 seconds.');
  expect(consequence({ taskTimeoutMilliseconds: 120_000 })).toBe(
    'It goes on by itself: a workflow task takes at most 2 minutes.',
  );
});

it('does not ignore a cancellation while a worker has its task', () => {
  const cancelRequest = { eventId: 2, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(5) };
  const cancelled = (task: ReturnType<typeof workflowTask>) =>
    causesOf(facts({ isCancelRequested: true, workflowTask: task, history: history({ cancelRequest }) }));
  expect(cancelled(workflowTask({ state: 'STARTED', startedTime: ago(2), originalScheduledTime: ago(2) }))).toEqual([
    'workflow-task-running',
  ]);
  expect(cancelled(workflowTask({ scheduledTime: ago(1), originalScheduledTime: ago(1) }))).toEqual([
    'workflow-task-running',
  ]);
});

it('goes on failing where the server counts attempts anew, since something has come in meanwhile', () => {
  const task = workflowTask({ state: 'STARTED', startedTime: ago(1), originalScheduledTime: ago(1) });
  const failed = {
    eventId: 8,
    type: 'WORKFLOW_TASK_FAILED',
    time: ago(5),
    cause: 'X',
    failure: failure(),
    identity: 'a',
  };
  const taskTimeout = { eventId: 8, time: ago(5), type: 'START_TO_CLOSE' as const };
  const [verdict] = diagnose(facts({ workflowTask: task, history: history({ taskFailure: failed }) }));
  expect(verdict.cause).toBe('workflow-task-failing');
  expect(verdict.headline).toContain('fails, now in attempt 2, with X');
  expect(causesOf(facts({ workflowTask: task, history: history({ taskTimeout }) }))[0]).toBe(
    'workflow-task-timing-out',
  );
  expect(causesOf(facts({ workflowTask: task, history: history() }))[0]).toBe('workflow-task-running');
});

describe('an execution that has ended', () => {
  const close = { eventId: 12, type: 'WORKFLOW_EXECUTION_FAILED', time: ago(30) };
  const cancelRequest = { eventId: 6, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(60) };

  it.each(['FAILED', 'TIMED_OUT', 'TERMINATED'] as const)('%s, although it was asked to cancel', (status) => {
    const words = 'cancellation had been requested before it ended';
    expect(told(facts({ status, history: history({ close, cancelRequest }) }))).toContain(words);
    expect(told(facts({ status, history: history({ close }) }))).not.toContain(words);
  });

  const timedOut = (timeoutType: 'HEARTBEAT' | 'START_TO_CLOSE' | 'SCHEDULE_TO_START') =>
    diagnose(
      facts({
        status: 'FAILED',
        history: history({
          close: {
            ...close,
            failure: failure('Activity task timed out', {
              activity: { type: 'charge', id: '1' },
              cause: failure('activity timeout', { timeoutType }),
            }),
          },
        }),
      }),
    )[0];

  it('by the timeout of an activity, with what to do about such a one', () => {
    expect(timedOut('HEARTBEAT').remedy[0]?.text).toBe(
      'See whether its worker died or its event loop was blocked; else send heartbeats more often or raise heartbeatTimeout, and deploy.',
    );
    expect(timedOut('SCHEDULE_TO_START').remedy[0]?.text).toBe(
      'Start more workers on its task queue, or check how the name of the queue is spelt.',
    );
  });
});

describe('what waits in a queue whose tasks are taken within seconds', () => {
  const passing = { backlogCount: 10, backlogAgeMilliseconds: 900, addRate: 33.9, dispatchRate: 25 };
  const task = (secondsAgo: number) =>
    workflowTask({ scheduledTime: ago(secondsAgo), originalScheduledTime: ago(secondsAgo) });

  it('is on its way to a worker, after a burst of others', () => {
    expect(causesOf(facts({ workflowTask: task(3) }, { queues: [queue(passing)] }))).toEqual(['workflow-task-running']);
    const behind = queue({ ...passing, backlogAgeMilliseconds: 4_000 });
    expect(causesOf(facts({ workflowTask: task(5) }, { queues: [behind] }))).toEqual(['workflow-task-running']);
    const activities = [waitingActivity({ scheduledTime: ago(3) })];
    const queues = [queue(), queue({ ...passing, type: 'activity' })];
    expect(causesOf(facts({ activities }, { queues }))[0]).toBe('activity-running');
  });

  it('waits for room where those that came first have waited as long, where none is taken, or after a while', () => {
    const waits = (secondsAgo: number, more: object) =>
      causesOf(
        facts(
          { workflowTask: task(secondsAgo) },
          { queues: [queue({ pollers: [poller('w', 1)], ...passing, ...more })] },
        ),
      )[0];
    expect(waits(3, { backlogAgeMilliseconds: 3_000, dispatchRate: 1 })).toBe('queue-backlog');
    expect(waits(3, { dispatchRate: 0 })).toBe('queue-backlog');
    expect(waits(11, {})).toBe('queue-backlog');
  });
});
