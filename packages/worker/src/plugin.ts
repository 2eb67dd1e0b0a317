import type { EffectivePolicy, Policy, PolicyInput } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import { type ResolvePolicyOptions, resolvePolicy } from '@handrail/common/host';
import type { BundlerPlugin, NativeConnectionPlugin, WorkerPlugin } from '@temporalio/worker';
import { configureBundler } from './internal/configure-bundler';
import { configureReplayWorker, configureWorker } from './internal/configure-worker';
import { translateWorkerError } from './internal/translate-worker-error';

/** The plugin that {@link handrail} makes: it fits every `plugins` option of the SDK. */
export interface HandrailPlugin extends BundlerPlugin, NativeConnectionPlugin, WorkerPlugin {
  readonly name: 'handrail';
  /** The policy that it applies. */
  readonly [APPLIED]: EffectivePolicy;
}

/**
 * Handrail as a plugin, for projects that keep their `@temporalio/*` imports, and for connections: `Worker.create`,
 * `bundleWorkflowCode`, `NativeConnection.connect`, `Connection.connect` and `Client` take it in `plugins`. Given twice (on
 * a connection and on what uses it) it is applied once. Of plugins that add workflow interceptors it should be the last.
 *
 * The mirrored classes and functions of this package add it by themselves.
 *
 * @throws HandrailError HR9001–HR9003 for a policy, baseline or `HANDRAIL_MODE` that is not valid.
 */
export function handrail(policy?: PolicyInput | Policy, options?: ResolvePolicyOptions): HandrailPlugin {
  const effective = resolvePolicy(policy, options);
  const plugin: HandrailPlugin = {
    name: 'handrail',
    [APPLIED]: effective,
    configureBundler: (bundleOptions) => configureBundler(bundleOptions, effective),
    configureWorker: (workerOptions) => configureWorker(workerOptions, effective, plugin),
    configureReplayWorker: (replayOptions) => configureReplayWorker(replayOptions, effective, plugin),
    async runWorker(worker, next) {
      try {
        await next(worker);
      } catch (error) {
        throw translateWorkerError(error, worker.options, { links: effective.links });
      }
    },
  };
  return plugin;
}
