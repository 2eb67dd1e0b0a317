import { handrail as handrailForClients, type HandrailClientPlugin } from '@handrail/client';
import type { Policy, PolicyInput } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import { type ResolvePolicyOptions } from '@handrail/common/host';
import type { BundlerPlugin, NativeConnectionPlugin, WorkerPlugin } from '@temporalio/worker';
import { configureBundler } from './internal/configure-bundler';
import { configureNativeConnection } from './internal/configure-native-connection';
import { configureReplayWorker, configureWorker } from './internal/configure-worker';

/** The plugin that {@link handrail} makes: it fits every `plugins` option of the SDK. */
export interface HandrailPlugin extends HandrailClientPlugin, BundlerPlugin, NativeConnectionPlugin, WorkerPlugin {
  readonly name: 'handrail';
}

/**
 * Handrail as a plugin, for projects that keep their `@temporalio/*` imports, and for connections: `Worker.create`,
 * `bundleWorkflowCode`, `NativeConnection.connect`, `Connection.connect` and `Client` take it in `plugins`. Given twice (on
 * a connection and on what uses it) it is applied once. It should be the last of several plugins, so that the guards see
 * what the others have made of a call.
 *
 * The mirrored classes and functions of this package add it by themselves, and explain errors that no plugin gets to see.
 *
 * @throws HandrailError HR9001–HR9003 for a policy, baseline or `HANDRAIL_MODE` that is not valid.
 */
export function handrail(policy?: PolicyInput | Policy, options?: ResolvePolicyOptions): HandrailPlugin {
  return wholePlugin(handrailForClients(policy, options));
}

/** The client package's plugin with the hooks of a worker, and the same policy. */
export function wholePlugin(clientPlugin: HandrailClientPlugin): HandrailPlugin {
  const effective = clientPlugin[APPLIED];
  const plugin: HandrailPlugin = {
    ...clientPlugin,
    configureNativeConnection: (connectionOptions) => configureNativeConnection(connectionOptions, plugin),
    configureBundler: (bundleOptions) => configureBundler(bundleOptions, effective),
    configureWorker: (workerOptions) => configureWorker(workerOptions, plugin),
    configureReplayWorker: (replayOptions) => configureReplayWorker(replayOptions, plugin),
  };
  return plugin;
}
