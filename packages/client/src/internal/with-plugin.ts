import type { EffectivePolicy } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import type { ClientOptions as SdkClientOptions, ClientPlugin } from '@temporalio/client';
import type { ClientOptions } from '../client';
import { handrail } from '../handrail-plugin';

/**
 * Options for the SDK's client with the plugin among them, unless one is there and no `policy` overrules it. Always a new
 * object: the SDK adds the connection's plugins to the one that it is given.
 */
export function withPlugin({ policy, ...options }: ClientOptions = {}): SdkClientOptions {
  const given = options.plugins ?? [];
  const inherited = options.connection?.plugins ?? [];
  if (policy === undefined && [...given, ...inherited].some(isHandrail)) return { ...options, plugins: [...given] };
  // A client with a policy of its own is in a test environment all the same.
  const testEnvironment = policyOfPlugins(inherited)?.testEnvironment ?? false;
  const plugin = handrail(policy, { testEnvironment });
  return { ...options, plugins: [...given.filter((other) => !isHandrail(other)), plugin] };
}

/** The policy of the Handrail plugin among these. */
export function policyOfPlugins(plugins: readonly ClientPlugin[] = []): EffectivePolicy | undefined {
  return (plugins.find(isHandrail) as { readonly [APPLIED]?: EffectivePolicy } | undefined)?.[APPLIED];
}

/** Whether this plugin guards clients; the worker's does as well. */
function isHandrail(plugin: ClientPlugin): boolean {
  return APPLIED in plugin && plugin.configureClient !== undefined;
}
