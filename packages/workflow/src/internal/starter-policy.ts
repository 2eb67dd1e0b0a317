import { FINDING_SINK, type FindingSinks, HEADER, type HeaderContent } from '@handrail/common/guards';
import { defaultPayloadConverter } from '@temporalio/common/lib/converter/payload-converter';
import { type Headers, proxySinks, type Sinks } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { embeddedPolicy, isEmbedded } from './embedded-policy';

/**
 * Tells the worker's process that the execution was started under another policy than that of this bundle. What it says of
 * it, and that once, is up to that process; the execution is not stopped.
 */
export function noteStarterPolicy(headers: Headers): void {
  const payload = headers[HEADER];
  if (payload === undefined || !isEmbedded || getActivator().info.unsafe.isReplaying) return;
  const digest = digestIn(payload);
  if (digest === undefined || digest === embeddedPolicy.digest) return;
  proxySinks<FindingSinks & Sinks>()[FINDING_SINK].startedUnder(digest);
}

// A header can be written by anybody.
function digestIn(payload: Headers[string]): string | undefined {
  try {
    const { policy } = defaultPayloadConverter.fromPayload<HeaderContent>(payload);
    return typeof policy === 'string' ? policy : undefined;
  } catch {
    return undefined;
  }
}
