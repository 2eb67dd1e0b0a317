import type { EffectivePolicy } from '@handrail/common';
import { toApplicationFailure } from '@handrail/common/guards';
import { createGuardHost } from '@handrail/common/host';
import { HandrailError, enrich, HR1011 } from '@handrail/errors';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { inspectThrownFailure } from './thrown-failures';

/**
 * An activity whose client refuses a call fails with the code of the refusal, not with the name of our class; of a failure that it
 * throws itself is told what the SDK has dropped.
 */
export function activityFailures(policy: EffectivePolicy): ActivityInterceptorsFactory {
  const host = createGuardHost({ policy });
  return ({ info: { activityType, workflowExecution, namespace } }) => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          if (HandrailError.isInstance(error)) throw toApplicationFailure(error);
          const inspect = { namespace: namespace ?? 'default', ...workflowExecution };
          inspectThrownFailure(error, { activityType, context: { links: policy.links, inspect } }, host);
          throw explainWorkflowCall(error);
        }
      },
    },
  });
}

const OUTSIDE = /^(?:Workflow\.)?(\w+)\(.*\) may only be used from (?:a Workflow Execution|workflow context)/;

/** An activity that calls the SDK's own workflow package, which our mirror of it explains by itself. */
function explainWorkflowCall(error: unknown): unknown {
  const call = error instanceof Error ? OUTSIDE.exec(error.message)?.[1] : undefined;
  return call === undefined ? error : enrich(error, HR1011.problem({ call: CALLS[call] ?? call }));
}

/** How workflow code calls what the SDK names so. */
const CALLS: Readonly<Record<string, string>> = {
  scheduleActivity: 'proxyActivities',
  scheduleLocalActivity: 'proxyLocalActivities',
  patch: 'patched',
};
