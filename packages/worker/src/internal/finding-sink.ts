import type { EffectivePolicy } from '@handrail/common';
import { type Finding, FINDING_SINK } from '@handrail/common/guards';
import { createGuardHost } from '@handrail/common/host';
import type { WorkerOptions } from '@temporalio/worker';

/**
 * The sink through which the guards in workflow code hand out what they found. A sink that nobody registered is an error in
 * the worker's log, so a replay worker needs it, too; the SDK keeps its calls back there.
 */
export function findingSink(policy: EffectivePolicy): NonNullable<WorkerOptions['sinks']> {
  const host = createGuardHost({ policy });
  return {
    [FINDING_SINK]: {
      found: { fn: (_info: unknown, finding: Finding) => host.take(finding), callDuringReplay: false },
    },
  };
}
