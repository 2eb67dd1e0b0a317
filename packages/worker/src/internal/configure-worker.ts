import type { EffectivePolicy } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import { notePolicy, reportPolicyConflict } from '@handrail/common/host';
import type { ReplayWorkerOptions, WorkerOptions, WorkerPlugin } from '@temporalio/worker';
import { findingSink } from './finding-sink';
import { firstHandrail, withHandrailLast } from './plugin-list';
import { inspectPrebuiltBundle } from './prebuilt-bundle';
import { useRuntimeAsHost } from './runtime-host';
import { checkWorkerOptions } from './worker-checks';

/** What the plugin makes of a worker's options. */
export async function configureWorker(
  options: WorkerOptions,
  policy: EffectivePolicy,
  plugin: WorkerPlugin,
): Promise<WorkerOptions> {
  const name = `the worker of task queue "${options.taskQueue}"`;
  const first = firstHandrail(options.plugins);
  if (first !== undefined && first !== plugin) {
    reportPolicyConflict({ name, policy: first[APPLIED] }, { name: 'a second handrail() plugin', policy });
    return options;
  }
  useRuntimeAsHost();
  notePolicy('worker', { name, policy });
  checkWorkerOptions(options, policy);
  const { workflowBundle } = options;
  return {
    ...withPluginParts(options, policy, plugin),
    ...(workflowBundle && { workflowBundle: await inspectPrebuiltBundle(workflowBundle, policy, options.taskQueue) }),
  };
}

/** What the plugin makes of a replay's options. Guards are silent while replaying: policy and bundle need no check. */
export function configureReplayWorker(
  options: ReplayWorkerOptions,
  policy: EffectivePolicy,
  plugin: WorkerPlugin,
): ReplayWorkerOptions {
  const first = firstHandrail(options.plugins);
  return first === undefined || first === plugin ? withPluginParts(options, policy, plugin) : options;
}

function withPluginParts<O extends ReplayWorkerOptions>(options: O, policy: EffectivePolicy, plugin: WorkerPlugin): O {
  return {
    ...options,
    sinks: { ...options.sinks, ...findingSink(policy) },
    plugins: withHandrailLast(options.plugins, plugin),
  };
}
