import { HR7004 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { cancelledBefore, closedAgo, closedConsequence, newRunEvidence, resumeRemedies } from '../internal/ended';
import { isHistoryLimit, isServerTermination, terminatedBy } from '../internal/server-termination';

export const closedTerminated: Cause = {
  slug: 'closed-terminated',
  rank: 0,
  find(situation) {
    const { workflowId, workflowType, status, closeTime, history } = situation.execution;
    if (status !== 'TERMINATED') return [];
    const close = history?.close;
    const byServer = isServerTermination(close);
    const reason = (close?.reason ?? 'its history could not be read').replace(/\.$/, '');
    const by = terminatedBy(close);
    return [
      {
        problem: HR7004.problem({ workflowId, workflowType, ago: closedAgo(situation), by, reason }),
        evidence: [
          seen('status TERMINATED', closeTime ?? close?.time),
          seen(`reason: ${reason === '' ? 'none was given' : reason}`),
          seen(`by ${close?.identity || 'an unknown identity'}`),
          ...(close?.taskFailureCause === undefined
            ? []
            : [seen(`the workflow task right before failed with ${close.taskFailureCause}`)]),
          ...cancelledBefore(situation),
          ...newRunEvidence(situation),
        ],
        consequence: closedConsequence(
          situation,
          'It is over: none of its code has run since, so nothing was compensated for.',
        ),
        remedy: byServer
          ? [
              {
                text: isHistoryLimit(close)
                  ? 'Let the workflow continue as new before its history gets this long, and deploy.'
                  : 'Pass less data in what the reason names: store it elsewhere and pass its key; then deploy.',
              },
              ...resumeRemedies(situation, 'the limit is no longer met'),
            ]
          : [{ text: 'Nothing, if it was meant.' }, ...resumeRemedies(situation, 'it was terminated by mistake')],
        place: close === undefined ? { view: 'history' } : { view: 'event', eventId: close.eventId },
      },
    ];
  },
};
