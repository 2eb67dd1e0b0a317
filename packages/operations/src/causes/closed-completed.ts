import type { Cause } from '../cause';
import { seen } from '../finding';
import { cancelledBefore, closedAgo, newRunEvidence } from '../internal/ended';

export const closedCompleted: Cause = {
  slug: 'closed-completed',
  rank: 0,
  find(situation) {
    const { workflowId, workflowType, status, closeTime, history } = situation.execution;
    if (status !== 'COMPLETED') return [];
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) completed ${closedAgo(situation)} ago.`,
        evidence: [
          seen('status COMPLETED', closeTime ?? history?.close?.time),
          ...cancelledBefore(situation),
          ...newRunEvidence(situation),
        ],
        consequence: 'Nothing more happens: it is done.',
        remedy: [],
        place: { view: 'history' },
      },
    ];
  },
};
