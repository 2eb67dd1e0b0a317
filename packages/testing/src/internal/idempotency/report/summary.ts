import type { IdempotencyReport } from '../../../idempotency-report';

/** Nobody shall look for the second transfer in production. */
export const PLAYED =
  'Nothing of this has happened: the check has played what Temporal may bring in production, where an activity runs at least once.';

/** What a report says before anything else, for somebody who sees one for the first time. */
export function summary(report: IdempotencyReport): string {
  if (report.findings.length > 0) return `${PLAYED} ${countPlans(report)}`;
  return report.verdict === 'IDEMPOTENT'
    ? `The check has played what Temporal may bring in production, where an activity runs at least once: whatever happened, each effect took place once. ${countPlans(report)}`
    : 'The check has not seen enough to say whether the activity may run twice: neither that it may nor that it must not.';
}

/** How many courses of events were tried, and what came of them. */
export function countPlans({ plans }: IdempotencyReport): string {
  const tried = plans.filter(({ outcome }) => outcome !== 'not-reached').length;
  const broken = plans.filter(({ outcome }) => outcome === 'broke').length;
  const what = `${tried} ${tried === 1 ? 'course of events was' : 'courses of events were'} tried`;
  if (tried === 0) return `${what}.`;
  return broken === 0 ? `${what}, and the activity stood all of them.` : `${what}, and ${broken} of them went wrong.`;
}
