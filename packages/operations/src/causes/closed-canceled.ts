import { HR7005 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { closedAgo, newRunEvidence } from '../internal/ended';

export const closedCanceled: Cause = {
  slug: 'closed-canceled',
  rank: 0,
  find(situation) {
    const { workflowId, workflowType, status, closeTime, history } = situation.execution;
    if (status !== 'CANCELED') return [];
    const request = history?.cancelRequest;
    return [
      {
        problem: HR7005.problem({ workflowId, workflowType, ago: closedAgo(situation) }),
        evidence: [
          seen('status CANCELED', closeTime ?? history?.close?.time),
          ...(request === undefined ? [] : [seen('cancellation was requested', request.time)]),
          ...newRunEvidence(situation),
        ],
        consequence: 'It is over: nothing more happens.',
        remedy: [{ text: 'Nothing, if it was meant; else start it again.' }],
        place: { view: 'history' },
      },
    ];
  },
};
