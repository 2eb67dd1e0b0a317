/**
 * What the shared part takes from the SDK, in one place: each place that loads a module costs the bundle its path.
 *
 * @module
 */
import type { Activator } from '@temporalio/workflow/lib/internals';

export { defaultPayloadConverter, proxySinks } from '@temporalio/workflow';

/**
 * The state of the execution whose code runs. As the SDK's function of this name does it in all supported releases, whose
 * module would cost the bundle its whole path. Undefined outside
 * of workflows, where only `guardTimer` runs.
 */
export function getActivator(): Activator {
  return (globalThis as unknown as { readonly __TEMPORAL_ACTIVATOR__: Activator }).__TEMPORAL_ACTIVATOR__;
}
