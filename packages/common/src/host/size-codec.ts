import { HandrailError, HR3002, HR3006 } from '@handrail/errors';
import type { DataConverter, LoadedDataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { defaultPolicy } from '../default-policy';
import type { EffectivePolicy } from '../effective-policy';
import { largestParts, type ValueSlot } from '../payloads';
import { APPLIED } from '../wire';
import { createGuardHost } from './guard-host';
import { payloadCall, type PayloadCall } from './payload-guard';

/** What a size limit needs of the process that it is in. */
export interface SizeLimitOptions {
  readonly policy: EffectivePolicy;
  /** The call that these payloads belong to, where no client's call is under way. @default unknown */
  readonly currentCall?: (codecContext: unknown, payloads: readonly Payload[]) => PayloadCall | undefined;
  /** What is thrown for a refusal. @default the HandrailError itself */
  readonly toError?: (error: HandrailError) => Error;
}

/**
 * A data converter with one codec more, the last: it sees payloads as they are about to be sent, so after compression and
 * encryption, and changes nothing. The user's own codecs and converters stay as they are.
 *
 * Payloads that external storage takes over have no limit here.
 */
export function withSizeLimit<C extends DataConverter | LoadedDataConverter>(
  dataConverter: C | undefined,
  options: SizeLimitOptions,
): C {
  const { payloadCodecs = [], ...others } = (dataConverter ?? {}) as DataConverter;
  const codecs = payloadCodecs.filter((codec) => !(APPLIED in codec));
  const stored = others.externalStorage?.payloadSizeThreshold;
  return { ...others, payloadCodecs: [...codecs, sizeCodec(options, codecs.length === 0, stored)] } as unknown as C;
}

function sizeCodec(
  { policy, currentCall = () => undefined, toError = (error) => error }: SizeLimitOptions,
  isReadable: boolean,
  stored = Number.POSITIVE_INFINITY,
): PayloadCodec & { readonly [APPLIED]: true } {
  const host = createGuardHost({ policy });
  const { warnAbove, refuseAbove } = policy.payload;
  return {
    [APPLIED]: true,
    decode: async (payloads) => payloads,
    // The SDK gives a context since 1.24.
    async encode(payloads, ...rest: unknown[]) {
      const bytes = sizeOf(payloads, stored);
      if (bytes <= warnAbove) return payloads;
      const call = payloadCall.getStore() ?? currentCall(rest[0], payloads) ?? UNKNOWN_CALL;
      const { subject, where, happened, context = {} } = call;
      const parts = largestParts(call.slots.length > 0 || !isReadable ? call.slots : payloads.map(slotOf));
      const facts = { subject, bytes, parts };
      const limit = call.replayed === true ? Math.max(refuseAbove, SERVER_LIMIT) : refuseAbove;
      const problem =
        bytes > limit
          ? HR3002.problem({ ...facts, limit, ...(happened !== undefined && { happened }) })
          : HR3006.problem({ ...facts, limit: warnAbove });
      try {
        host.judge(problem, where, context);
      } catch (error) {
        throw HandrailError.isInstance(error) ? toError(error) : error;
      }
      return payloads;
    },
  };
}

const SERVER_LIMIT = defaultPolicy.payload.refuseAbove;

const UNKNOWN_CALL: PayloadCall = { subject: 'A call', where: 'unknown', slots: [] };

/** As the server counts: the values of one list are one blob. */
function sizeOf(payloads: readonly Payload[], stored: number): number {
  let sum = 0;
  for (const { data, metadata } of payloads) {
    const bytes = (data?.length ?? 0) + sizeOfMetadata(metadata) + FRAME;
    if (bytes < stored) sum += bytes;
  }
  return sum;
}

// Tags and lengths of a payload's fields, about.
const FRAME = 8;

function sizeOfMetadata(metadata: Payload['metadata']): number {
  let sum = 0;
  for (const key in metadata) sum += key.length + (metadata[key]?.length ?? 0) + FRAME;
  return sum;
}

function slotOf({ data }: Payload, index: number): ValueSlot {
  const path = ['payloads', index];
  try {
    return { path, value: JSON.parse(new TextDecoder().decode(data ?? undefined)) as unknown };
  } catch {
    return { path, value: data };
  }
}
