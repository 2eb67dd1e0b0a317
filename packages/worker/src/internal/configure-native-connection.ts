import { DEFAULT_ADDRESS, noteAddress } from '@handrail/common/host';
import type { NativeConnectionOptions, NativeConnectionPlugin } from '@temporalio/worker';

/**
 * Notes the server's address for whoever uses the connection, which does not tell it: what a connection keeps of its options
 * are the plugins, so each one gets a copy of ours that knows.
 */
export function configureNativeConnection(
  options: NativeConnectionOptions,
  plugin: NativeConnectionPlugin,
): NativeConnectionOptions {
  const noted = { ...plugin };
  noteAddress(noted, options.address ?? DEFAULT_ADDRESS);
  return { ...options, plugins: options.plugins?.map((each) => (each === plugin ? noted : each)) ?? [noted] };
}
