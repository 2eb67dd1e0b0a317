import type { HandrailClientPlugin } from '@handrail/client';
import type { EffectivePolicy } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';

/** What every plugin of the SDK has. */
interface NamedPlugin {
  readonly name: string;
}

/** A plugin of ours, from this or any other copy of the package; the mark holds its policy. */
export interface MarkedPlugin extends NamedPlugin {
  readonly [APPLIED]: EffectivePolicy;
}

/** Stands on the copy of the plugin that a worker's options end up with. */
export const CONFIGURED = Symbol.for('handrail.configured');

/** Whether this is the whole plugin, as opposed to the client package's, which has no hooks for a worker. */
export function isWorkerSide(plugin: NamedPlugin): plugin is MarkedPlugin {
  return APPLIED in plugin && 'configureBundler' in plugin;
}

/** Whether this is the client package's plugin, which knows nothing of workers. */
export function isClientSide(plugin: NamedPlugin): plugin is HandrailClientPlugin {
  return APPLIED in plugin && !isWorkerSide(plugin);
}

/** Of several Handrail plugins the first one counts: a worker's own stand before those of its connection. */
export function firstHandrail(plugins: readonly NamedPlugin[] | undefined): MarkedPlugin | undefined {
  return plugins?.find(isWorkerSide);
}

/**
 * The list with one Handrail plugin, at its end. The SDK composes bundler hooks in the order of the list, and ours has to
 * come after all that add workflow interceptors.
 */
export function withHandrailLast<P extends NamedPlugin>(plugins: readonly P[] | undefined, plugin: P): P[] {
  return [...(plugins ?? []).filter((other) => !isWorkerSide(other)), plugin];
}
