import { HEADER, type HeaderContent } from '@handrail/common/guards';
import type { Headers } from '@temporalio/workflow';
import { embeddedPolicy } from './embedded-policy';
import { currentExecution } from './execution';
import { defaultPayloadConverter } from './sdk';

/**
 * Marks a run that this execution starts as started under Handrail, if it was so itself: what a raw execution starts is part
 * of it, and goes on as it began.
 */
export function inheritedHeaders<I extends { readonly headers: Headers }>(input: I): I {
  if (!currentExecution().startedUnderHandrail) return input;
  const content: HeaderContent = { v: 1, policy: embeddedPolicy.digest };
  return { ...input, headers: { ...input.headers, [HEADER]: defaultPayloadConverter.toPayload(content) } };
}
