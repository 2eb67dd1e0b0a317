import { HR7026 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { ActivityFacts, Instant } from '../facts';
import { seen } from '../finding';
import { lastFailureEvidence, untilText } from '../internal/activity-text';
import { adviceFor } from '../internal/attempt-advice';
import { isBackingOff } from '../internal/activity-wait';
import { timeoutText } from '../internal/expiry';
import { explainRemedy } from '../internal/failing-task';
import { failureText, raisedCode } from '../internal/failure-text';
import { nobodyPollsFor } from '../internal/nobody-polls';
import { isoTime, spokenTime } from '../internal/spoken-time';
import { temporal, thisWorkflow } from '../situation';

const LONG_MILLISECONDS = 300_000;

export const backoff: Cause = {
  slug: 'backoff',
  rank: 13,
  isOfPendingWork: true,
  find: (situation) =>
    situation.execution.activities.flatMap((activity) => {
      const { now } = situation.facts;
      if (!isLongBackoff(activity, now)) return [];
      const {
        activityId,
        activityType,
        attempt,
        maximumAttempts: limit,
        nextAttemptTime = now,
        lastFailure,
      } = activity;
      // After a timeout the server counts it from the year 1970.
      const interval = activity.lastAttemptCompleteTime === undefined ? undefined : activity.retryIntervalMilliseconds;
      const code = raisedCode(lastFailure);
      const nobody = nobodyPollsFor(situation, activity);
      return [
        {
          problem: HR7026.problem({
            activityType,
            activityId,
            attempt,
            wait: spokenTime(nextAttemptTime - now),
            message: failureText(lastFailure),
          }),
          evidence: [
            seen(`attempt ${attempt} is due at ${isoTime(nextAttemptTime)}`, activity.lastAttemptCompleteTime),
            ...lastFailureEvidence(activity),
            ...(interval === undefined ? [] : [seen(`the interval between attempts is ${spokenTime(interval)}`)]),
            seen(limit > 0 ? `it has ${limit} attempts at most` : 'its attempts have no limit'),
            ...nobody.evidence,
          ],
          consequence: [
            `The next attempt starts by itself at ${isoTime(nextAttemptTime)}.${nobody.consequence}`,
            untilText(situation, activity) ?? timeoutText(situation),
          ].join(' '),
          remedy: [
            ...explainRemedy({ raisedCode: code }),
            ...(lastFailure === undefined ? [] : [{ text: adviceFor(lastFailure) }]),
            {
              text: 'Once the cause is gone, reset the activity: it runs at once, as attempt 1.',
              command: temporal(situation, 'activity reset', { ...thisWorkflow(situation), 'activity-id': activityId }),
            },
            { text: 'Lower maximumInterval in its retry policy, where attempts so far apart are not meant.' },
          ],
          raisedCode: code,
          place: { view: 'pending-activities' as const },
          since: activity.lastAttemptCompleteTime,
        },
      ];
    }),
};

// What is read within a second of the failure is as long a wait as the policy says.
const READING = 1_000;

/** Whether the next attempt lies so far ahead that it is the wait that is the problem. */
export function isLongBackoff(activity: ActivityFacts, now: Instant): boolean {
  const { nextAttemptTime, retryIntervalMilliseconds: interval = 0 } = activity;
  if (!isBackingOff(activity, now) || nextAttemptTime === undefined) return false;
  const ahead = nextAttemptTime - now;
  return ahead >= LONG_MILLISECONDS || (interval >= LONG_MILLISECONDS && ahead > interval - READING);
}
