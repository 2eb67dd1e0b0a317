// States that somebody on call has met once, on facts: a start that is delayed, options that were changed, a last run.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import { readDescription } from '../src/gather/description';
import { activity, ago, ahead, causesOf, facts, failure, history, workflowTask } from './support/facts';

describe('a start that is delayed', () => {
  const signalled = {
    lastTaskCompleted: undefined,
    lastSignal: { eventId: 2, type: 'WORKFLOW_EXECUTION_SIGNALED', time: ago(60), name: 'approve' },
  };
  const delayed = (more: object = {}, ofHistory: object = {}) =>
    facts({ historyLength: 2, executionTime: ahead(3_600), history: history({ ...signalled, ...ofHistory }), ...more });

  it('is one still where a signal has come, which is kept', () => {
    const [{ cause, evidence, consequence }] = diagnose(delayed());
    expect(cause).toBe('start-delayed');
    expect(evidence.map(({ what }) => what)).toContain('signal "approve" is kept until it begins');
    expect(consequence).toMatch(
      /An update or a cancellation makes a delayed start begin at once; a signal is kept until then\.$/,
    );
  });

  it('is one for the next run of a cron schedule and of a retry policy, too', () => {
    const headline = (start: object) => diagnose(delayed({}, { start }))[0].headline;
    expect(headline({ attempt: 1, cronSchedule: '@daily' })).toContain('its cron schedule is "@daily"');
    expect(headline({ attempt: 3, lastFailure: failure('card declined') })).toContain(
      'it is tried again, as attempt 3; the run before failed with: card declined',
    );
  });

  it('is none any more where something else has made it begin', () => {
    expect(causesOf(delayed({ workflowTask: workflowTask() }))).not.toContain('start-delayed');
    expect(causesOf(delayed({}, { lastTaskCompleted: history().lastTaskCompleted }))).not.toContain('start-delayed');
  });

  it('is over at this moment where the task was made between the two answers of the server', () => {
    const openTask = { state: 'SCHEDULED', since: ago(0) };
    for (const executionTime of [ahead(3_600), ago(0), ago(60)]) {
      const [{ cause, headline, evidence }] = diagnose(delayed({ executionTime }, { openTask }));
      expect([cause, headline.slice(-22)]).toEqual(['start-delayed', 'begins at this moment.']);
      expect(evidence.at(-1)?.what).toBe('its first workflow task has just been scheduled');
    }
  });

  it('is told by the number of events where they could not be read', () => {
    expect(causesOf(delayed({ history: undefined }))).not.toContain('start-delayed');
    expect(causesOf(delayed({ history: undefined, historyLength: 1 }))).toContain('start-delayed');
  });
});

describe('an activity whose options were changed after it had failed', () => {
  const described = (attempt: number) => {
    const pendingActivities = [{ activityId: '1', activityType: { name: 'charge' }, state: 1, attempt }];
    const answer = { workflowExecutionInfo: { status: 1 }, pendingActivities };
    return readDescription(answer as Parameters<typeof readDescription>[0]).activities[0]?.lastFailure?.message;
  };

  it('has failed, with what the server has forgotten', () => {
    expect(described(2)).toBe('what the server no longer tells, as after a change of the options of an activity');
  });

  it('has not where this is its first attempt', () => {
    expect(described(1)).toBeUndefined();
  });

  it('is not called well', () => {
    const lastFailure = failure(described(2));
    const activities = [activity({ state: 'SCHEDULED', attempt: 2, nextAttemptTime: ahead(16), lastFailure })];
    expect(causesOf(facts({ activities }))[0]).toBe('activity-retrying');
  });
});

describe('a run that failed', () => {
  const evidenceOf = (retryState: string) => {
    const close = { eventId: 5, type: 'WORKFLOW_EXECUTION_FAILED', time: ago(9), failure: failure(), retryState };
    const [{ evidence }] = diagnose(facts({ status: 'FAILED', history: history({ close }) }));
    return evidence.map(({ what }) => what).filter((what) => what.startsWith('it is not tried again'));
  };

  it.each([
    ['TIMEOUT', 'it is not tried again: its time for further attempts was over'],
    ['MAXIMUM_ATTEMPTS_REACHED', 'it is not tried again: all its attempts were used up'],
    ['NON_RETRYABLE_FAILURE', 'it is not tried again: its failure is not retryable'],
  ])('says why no other one follows (%s)', (retryState, text) => {
    expect(evidenceOf(retryState)).toEqual([text]);
  });

  it('says nothing of that where it has no retry policy', () => {
    expect(evidenceOf('RETRY_POLICY_NOT_SET')).toEqual([]);
  });
});

describe('an activity whose result cannot be written', () => {
  it('is no matter of a codec, although the SDK writes payloads in the same file', () => {
    const lastFailure = failure('Unable to convert [object Object] to payload', {
      type: 'ValueError',
      stack:
        'ValueError: x\n    at toPayloads (/node_modules/@temporalio/common/lib/internal-non-workflow/codec-helpers.js:3:4)',
    });
    const retrying = activity({ attempt: 3, state: 'SCHEDULED', lastFailure, nextAttemptTime: ahead(1) });
    const texts = diagnose(facts({ activities: [retrying] }))[0].remedy.map(({ text }) => text);
    expect(texts.join()).toContain('Let it return what JSON can hold');
    expect(texts.join()).not.toContain('codec');
  });
});

describe('an execution that has timed out', () => {
  const described = (extended: object) =>
    readDescription({
      workflowExecutionInfo: { status: 7 },
      workflowExtendedInfo: extended,
    } as Parameters<typeof readDescription>[0]);
  const at = (seconds: number) => ({ seconds, nanos: 0 });

  it('says whether its run or all of its runs had no more time', () => {
    const told = (extended: object) =>
      diagnose(facts({ closeTime: ago(1), ...described(extended), workflowId: 'order-17' }))[0]
        .evidence.map(({ what }) => what)
        .find((what) => what.startsWith('its time was over'));
    expect(told({ runExpirationTime: at(60), executionExpirationTime: at(60) })).toBe(
      'its time was over at 1970-01-01T00:01:00Z, by its execution timeout, which holds for all of its runs',
    );
    expect(told({ executionExpirationTime: at(60) })).toContain('execution timeout');
    expect(told({ runExpirationTime: at(60), executionExpirationTime: at(90) })).toBe(
      'its time was over at 1970-01-01T00:01:00Z, by its run timeout',
    );
    expect(told({})).toBeUndefined();
  });
});
