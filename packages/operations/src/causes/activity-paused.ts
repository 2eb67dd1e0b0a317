import { HR7020 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { lastFailureEvidence } from '../internal/activity-text';
import { expiryText } from '../internal/expiry';
import { agoText, temporal, thisWorkflow } from '../situation';

export const activityPaused: Cause = {
  slug: 'activity-paused',
  rank: 7,
  isOfPendingWork: true,
  find: (situation) =>
    situation.execution.activities
      .filter(({ isPaused, state }) => isPaused || state === 'PAUSED' || state === 'PAUSE_REQUESTED')
      .map((activity) => {
        const { activityId, activityType, state, pause } = activity;
        const by = pause?.rule === undefined ? pause?.identity || 'somebody' : `rule "${pause.rule}"`;
        const reason = (pause?.reason ?? '').replace(/\.$/, '');
        const stillRuns = state === 'PAUSE_REQUESTED';
        const since = agoText(situation, pause?.since);
        return {
          problem: HR7020.problem({ activityType, activityId, since, by, reason, stillRuns }),
          evidence: [
            seen(`paused by ${by}${reason === '' ? '' : `: ${reason}`}`, pause?.since),
            ...(stillRuns ? [seen('its attempt still runs', activity.lastStartedTime)] : []),
            ...lastFailureEvidence(activity),
          ],
          consequence: `It is not tried again until somebody unpauses it. ${expiryText(situation)}`,
          remedy: [
            {
              text: 'Unpause it once the reason is gone.',
              command: temporal(situation, 'activity unpause', {
                ...thisWorkflow(situation),
                'activity-id': activityId,
              }),
            },
          ],
          place: { view: 'pending-activities' as const },
          since: pause?.since,
        };
      }),
};
