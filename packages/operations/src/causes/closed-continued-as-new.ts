import type { Cause } from '../cause';
import { seen } from '../finding';
import { closedAgo, newRunEvidence } from '../internal/ended';
import { handrail } from '../situation';

export const closedContinuedAsNew: Cause = {
  slug: 'closed-continued-as-new',
  rank: 0,
  find(situation) {
    const { workflowId, workflowType, runId, status, closeTime, history } = situation.execution;
    if (status !== 'CONTINUED_AS_NEW') return [];
    return [
      {
        headline: `Run ${runId} of workflow "${workflowId}" (${workflowType}) continued as new ${closedAgo(situation)} ago.`,
        evidence: [seen('status CONTINUED_AS_NEW', closeTime ?? history?.close?.time), ...newRunEvidence(situation)],
        consequence: 'This run is done; the workflow goes on in its newest run.',
        remedy: [{ text: 'Look at the newest run.', command: handrail(situation, 'why', [workflowId]) }],
        place: { view: 'history' },
      },
    ];
  },
};
