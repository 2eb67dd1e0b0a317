import { APPLIED } from '@handrail/common/guards';
import type { EffectivePolicy } from '@handrail/common';
import {
  addressOf,
  linksFor,
  notePolicy,
  type PolicyHolder,
  reportPolicyConflict,
  withCheckedCodecs,
  withSizeLimit,
} from '@handrail/common/host';
import type { BundleOptions, NativeConnection, ReplayWorkerOptions, Worker, WorkerOptions } from '@temporalio/worker';
import type { HandrailPlugin } from '../plugin';
import { activityFailures } from './activity-failures';
import { activityPayloads, workerSizeLimit } from './activity-payloads';
import { checkedFactories, checkedInboundFactories, checkedNexusFactories } from './checked-factories';
import { configureBundler } from './configure-bundler';
import { findingSink } from './finding-sink';
import { CONFIGURED, firstHandrail, isWorkerSide, type MarkedPlugin, withHandrailLast } from './plugin-list';
import { nexusOperations, notingStarts } from './nexus-operations';
import { inspectPrebuiltBundle } from './prebuilt-bundle';
import { runWorker } from './run-worker';
import { type RunningActivities, watchRunningActivities } from './running-activities';
import { useRuntimeAsHost } from './runtime-host';
import { requireSupportedSdk } from './supported-sdk';
import { checkWorkerOptions } from './worker-checks';

/** What the plugin makes of a worker's options. */
export async function configureWorker(options: WorkerOptions, plugin: HandrailPlugin): Promise<WorkerOptions> {
  const name = `the worker of task queue "${options.taskQueue}"`;
  const policy = forServer(plugin[APPLIED], options.connection);
  const first = firstHandrail(options.plugins);
  if (isSecond(plugin, first)) {
    reportPolicyConflict({ name, policy: first[APPLIED] }, { name: 'a second handrail() plugin', policy });
    return options;
  }
  requireSupportedSdk();
  useRuntimeAsHost();
  notePolicy('worker', { name, policy });
  checkWorkerOptions(options, policy);
  const { connection, namespace, interceptors, workflowBundle } = options;
  const dataConverter = withSizeLimit(options.dataConverter, workerSizeLimit(policy));
  const prebuilt = workflowBundle && (await inspectPrebuiltBundle(workflowBundle, policy, options.taskQueue));
  const running = prebuilt === undefined ? policy : { ...policy, links: prebuilt.links };
  const activities = watchRunningActivities(options.taskQueue, policy);
  // What is none the core refuses: a client would ask for a connection of its own kind.
  const isConnection = connection != null && 'workflowService' in connection;
  const client = plugin.configureClient({
    ...(isConnection && { connection }),
    namespace,
    interceptors: interceptors?.client,
    dataConverter,
  });
  return {
    ...withPluginParts(options, { name, policy: running }, plugin, activities),
    interceptors: {
      ...interceptors,
      client: notingStarts(client.interceptors),
      activity: [
        activities.interceptors,
        activityPayloads(options, policy),
        activityFailures(options, policy),
        ...checkedInboundFactories(interceptors?.activityInbound, policy),
        ...checkedFactories(interceptors?.activity, policy),
      ],
      // They stand in the other list.
      activityInbound: [],
      nexus: [nexusOperations(options, policy), ...checkedNexusFactories(interceptors?.nexus, policy)],
    },
    // That of the client, too: which of both it is, the codec sees by the call under way.
    dataConverter,
    ...(prebuilt && { workflowBundle: prebuilt.bundle }),
  };
}

/** What the plugin makes of a replay's options. Guards are silent while replaying: policy and bundle need no check. */
export function configureReplayWorker(options: ReplayWorkerOptions, plugin: HandrailPlugin): ReplayWorkerOptions {
  if (isSecond(plugin, firstHandrail(options.plugins))) return options;
  requireSupportedSdk();
  const policy = plugin[APPLIED];
  const { dataConverter } = options;
  const checked = dataConverter && { dataConverter: withCheckedCodecs(dataConverter, workerSizeLimit(policy)) };
  return withPluginParts({ ...options, ...checked }, { name: 'a replay worker', policy }, plugin);
}

// A plugin that is given twice, or on the connection as well, is called for each. Its copies share the policy.
function isSecond(plugin: HandrailPlugin, first: MarkedPlugin | undefined): first is MarkedPlugin {
  return first !== undefined && (CONFIGURED in first || first[APPLIED] !== plugin[APPLIED]);
}

function withPluginParts<O extends ReplayWorkerOptions>(
  options: O,
  worker: PolicyHolder,
  plugin: HandrailPlugin,
  activities?: RunningActivities,
): O {
  // One plugin may be given to workers of several servers.
  const own = {
    ...plugin,
    [CONFIGURED]: true,
    configureBundler: (bundle: BundleOptions) => configureBundler(bundle, worker.policy),
    runWorker: (running: Worker, next: (running: Worker) => Promise<void>) =>
      runWorker(running, next, { holder: worker, activities }),
  };
  return {
    ...options,
    sinks: { ...options.sinks, ...findingSink(worker) },
    plugins: withHandrailLast(options.plugins, own),
  };
}

/** The policy with links to the server of this connection. */
function forServer(policy: EffectivePolicy, connection: NativeConnection | undefined): EffectivePolicy {
  const noted = connection?.plugins?.find(isWorkerSide);
  const address = addressOf(connection) ?? (noted && addressOf(noted));
  // A Temporal UI that is not known is left out of the JSON in the bundle.
  return { ...policy, links: linksFor(policy, address) as EffectivePolicy['links'] };
}
