/**
 * The workflow of the durable SLA monitor, for `workflowsPath` of the worker that runs it. Safe in the workflow sandbox.
 *
 * @module
 */
import { proxyActivities, workflowInfo } from '@handrail/workflow';
import type { SlaActivities, SlaProgress } from './sla/sla-activities';

// An activity takes its share of the work and is called again for the rest, so that the death of its worker is noticed soon.
const { lookAtSlas } = proxyActivities<SlaActivities>({
  startToCloseTimeout: '45 seconds',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
});

/** One look at all SLAs of the namespace. A schedule starts it; what it returns is where the next one goes on. */
export async function handrailSlaCheck(): Promise<SlaProgress> {
  let progress = (workflowInfo().lastResult ?? {}) as SlaProgress;
  do progress = await lookAtSlas(progress);
  while (progress.unfinished);
  return progress;
}
