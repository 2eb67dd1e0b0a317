import type { HeaderContent } from '@handrail/common/guards';
import { embeddedPolicy } from './embedded-policy';
import { getActivator } from './sdk';
import { sink } from './sink';

/**
 * Tells the worker's process that the execution was started under another policy than that of this bundle. What it says of
 * it, and that once, is up to that process; the execution is not stopped.
 */
export function noteStarterPolicy({ policy }: Partial<HeaderContent>): void {
  if (policy === undefined || policy === embeddedPolicy.digest || getActivator().info.unsafe.isReplaying) return;
  sink()?.startedUnder(String(policy));
}
