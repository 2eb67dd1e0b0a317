import { HEADER, type HeaderContent } from '@handrail/common/guards';
import type { Headers } from '@temporalio/workflow';
import { defaultPayloadConverter } from '@temporalio/common/lib/converter/payload-converter';
import { embeddedPolicy } from './embedded-policy';

/** Marks a run that this execution starts as started under Handrail. */
export function withHeader(headers: Headers): Headers {
  const content: HeaderContent = { v: 1, policy: embeddedPolicy.digest };
  return { ...headers, [HEADER]: defaultPayloadConverter.toPayload(content) };
}
