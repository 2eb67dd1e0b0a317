import { HEADER, type HeaderContent } from '@handrail/common/guards';
import type { Headers } from '@temporalio/workflow';
import { embeddedPolicy } from './embedded-policy';
import { defaultPayloadConverter, getActivator } from './sdk';
import { sink } from './sink';

/**
 * Tells the worker's process that the execution was started under another policy than that of this bundle. What it says of
 * it, and that once, is up to that process; the execution is not stopped.
 */
export function noteStarterPolicy({ [HEADER]: payload }: Headers): void {
  if (payload === undefined || getActivator().info.unsafe.isReplaying) return;
  try {
    const { policy } = defaultPayloadConverter.fromPayload<HeaderContent>(payload);
    if (policy !== embeddedPolicy.digest) sink()?.startedUnder(String(policy));
  } catch {
    // A header can be written by anybody.
  }
}
