import { type Finding, FINDING_SINK } from '@handrail/common/guards';
import { createGuardHost, type PolicyHolder, reportForeignPolicy } from '@handrail/common/host';
import type { WorkerOptions } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';

/**
 * The sink through which workflow code hands out what its guards found, and under which policy it was started. A sink that
 * nobody registered is an error in the worker's log, so a replay worker needs it, too; the SDK keeps its calls back there.
 */
export function findingSink(worker: PolicyHolder): NonNullable<WorkerOptions['sinks']> {
  const host = createGuardHost({ policy: worker.policy });
  return {
    [FINDING_SINK]: {
      found: {
        fn({ namespace, workflowId, runId, workflowType, taskQueue }: WorkflowInfo, finding: Finding) {
          host.take(finding, { namespace, workflowId, runId, workflowType, taskQueue });
        },
      },
      startedUnder: {
        fn: ({ workflowId }: WorkflowInfo, digest: string) =>
          reportForeignPolicy(digest, `the client that started workflow "${workflowId}"`, worker),
      },
    },
  };
}
