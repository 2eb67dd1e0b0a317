import type { EffectivePolicy, Policy, PolicyInput } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import {
  notePolicy,
  reportPolicyConflict,
  type ResolvePolicyOptions,
  resolvePolicy,
  withSizeLimit,
} from '@handrail/common/host';
import type { ClientOptions, ClientPlugin, ConnectionOptions, ConnectionPlugin } from '@temporalio/client';
import { doorOf, withInterceptors } from './internal/client-interceptors';
import { checkClientOptions } from './internal/check-client';
import { checkConnectionOptions } from './internal/check-connection';
import { openDoor } from './internal/door';
import { requireSupportedSdk } from './internal/sdk-packages';
import { requireWorkerPlugin } from './internal/require-worker-plugin';
import { withWatchedRetries } from './internal/watched-retries';

/** The plugin that {@link handrail} makes. */
export interface HandrailClientPlugin extends ClientPlugin, ConnectionPlugin {
  readonly name: 'handrail';
  /** The policy that it applies. */
  readonly [APPLIED]: EffectivePolicy;
  configureClient(options: Omit<ClientOptions, 'plugins'>): Omit<ClientOptions, 'plugins'>;
  configureConnection(options: ConnectionOptions): ConnectionOptions;
}

/**
 * Handrail for a client as a plugin, for projects that keep their `@temporalio/client` imports: `new Client({ plugins })`,
 * or `Connection.connect({ plugins })` for every client on that connection. Given in both places it is applied once. It
 * should be the last plugin, so that the guards see what others have made of a call.
 *
 * It does what interceptors can do: guards and the default run timeout for every start and for new schedules, and
 * explanations for the errors of these calls. {@link guardClient} adds the rest; the mirrored `Client` has it all.
 *
 * @throws HandrailError HR9001–HR9003 for a policy, baseline or `HANDRAIL_MODE` that is not valid.
 */
export function handrail(policy?: PolicyInput | Policy, options?: ResolvePolicyOptions): HandrailClientPlugin {
  const effective = resolvePolicy(policy, options);
  const plugin = {
    name: 'handrail' as const,
    [APPLIED]: effective,
    configureConnection(connectionOptions: ConnectionOptions) {
      requireSupportedSdk();
      checkConnectionOptions(connectionOptions, effective);
      return withWatchedRetries(connectionOptions);
    },
    configureClient(clientOptions: Omit<ClientOptions, 'plugins'>) {
      requireSupportedSdk(clientOptions.connection);
      const name = `the client of namespace "${clientOptions.namespace ?? 'default'}"`;
      checkClientOptions(name, clientOptions, effective);
      const first = doorOf(clientOptions.interceptors?.workflow);
      if (first !== undefined) {
        reportPolicyConflict({ name, policy: first.policy }, { name: 'a second handrail() plugin', policy: effective });
        return clientOptions;
      }
      notePolicy('client', { name, policy: effective });
      const door = openDoor(effective, clientOptions);
      return {
        ...clientOptions,
        interceptors: withInterceptors(door, clientOptions.interceptors),
        dataConverter: withSizeLimit(clientOptions.dataConverter, { policy: effective }),
      };
    },
    // Not in the type: this package knows workers only as a place that its plugin is not made for.
    configureWorker: requireWorkerPlugin,
  };
  return plugin;
}
