import { defineError } from '../define-error';

export const HR7072 = defineError<{
  workflowType: string;
  workflowId: string;
  severity: 'warning' | 'breach' | 'still-breached';
  /** How long until the deadline, or since it. */
  distance: string;
  /** Why it does not go on, as `handrail why` says. */
  verdict: string;
  owner?: string;
}>({
  code: 'HR7072',
  title: 'An execution is out of its SLA, or close to it',
  disposition: 'report',
  head: ({ workflowType, workflowId, severity, distance, verdict }) => {
    const subject = `Workflow "${workflowType}" (${workflowId})`;
    const state =
      severity === 'warning'
        ? `will be out of its SLA in ${distance}`
        : `is ${severity === 'breach' ? '' : 'still '}out of its SLA, for ${distance}`;
    return `${subject} ${state}: ${verdict}`;
  },
  why: ({ owner }) =>
    `whoever waits for it was promised a time${owner === undefined ? '' : `; its owner is ${owner}`}.`,
  fix: ({ workflowId }) => `do what the verdict says; npx handrail why '${workflowId}' has all of it.`,
  example: {
    workflowType: 'order',
    workflowId: 'order-1',
    severity: 'breach',
    distance: '2 minutes',
    verdict: 'Activity "charge" has failed 12 times and is tried again.',
    owner: 'payments',
  },
});
