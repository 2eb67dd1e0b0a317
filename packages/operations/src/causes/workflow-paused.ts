import { HR7018 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { agoText, temporal, thisWorkflow } from '../situation';
import { expiryText } from '../internal/expiry';

export const workflowPaused: Cause = {
  slug: 'workflow-paused',
  rank: 1,
  find(situation) {
    const { status, pause, workflowId, workflowType } = situation.execution;
    if (status !== 'PAUSED' && pause === undefined) return [];
    const facts = {
      workflowId,
      workflowType,
      since: agoText(situation, pause?.since),
      by: pause?.identity || 'somebody',
      reason: pause?.reason ?? '',
    };
    return [
      {
        problem: HR7018.problem(facts),
        evidence: [seen(`paused by ${facts.by}: ${facts.reason || 'no reason was given'}`, pause?.since)],
        consequence: `Attempts that run go on; nothing else begins until somebody unpauses it. ${expiryText(situation)}`,
        remedy: [
          {
            text: 'Unpause it once the reason is gone.',
            command: temporal(situation, 'workflow unpause', thisWorkflow(situation)),
          },
        ],
        place: { view: 'history' },
      },
    ];
  },
};
