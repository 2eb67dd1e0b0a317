import { HEADER, type HeaderContent } from '@handrail/common/guards';
import type { Headers, Payload } from '@temporalio/workflow';
import { embeddedPolicy } from './embedded-policy';
import { currentExecution, type Sla } from './execution';
import { defaultPayloadConverter } from './sdk';

/**
 * Marks a run that this execution starts as started under Handrail, if it was so itself: what a raw execution starts is part
 * of it, and goes on as it began.
 *
 * @param sla that of the run, where it has one
 */
export function inheritedHeaders<I extends { readonly headers: Headers }>(input: I, sla?: Sla): I {
  if (!currentExecution().startedUnderHandrail && !sla) return input;
  const content: HeaderContent = { v: 1, policy: embeddedPolicy.digest, ...(sla as object) };
  return { ...input, headers: { ...input.headers, [HEADER]: defaultPayloadConverter.toPayload(content) } };
}

/** What the starter has put into the header. */
export function readHeader({ [HEADER]: payload }: Headers): Partial<HeaderContent> {
  try {
    return defaultPayloadConverter.fromPayload<HeaderContent | null>(payload as Payload) ?? {};
  } catch {
    // There is none; or it was written by somebody else.
    return {};
  }
}
