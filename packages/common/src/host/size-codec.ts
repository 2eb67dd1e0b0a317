import { HandrailError, HR3002, HR3006 } from '@handrail/errors';
import type { DataConverter, LoadedDataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { defaultPolicy } from '../default-policy';
import type { EffectivePolicy } from '../effective-policy';
import { largestParts, type ValueSlot } from '../payloads';
import { APPLIED } from '../wire';
import { checkConverted, checkedCodec, type CodecCheck } from './checked-codec';
import { isOfFailure } from './failure-payloads';
import { createGuardHost } from './guard-host';
import { payloadFault } from './payload-faults';
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
 * encryption, and changes nothing. The user's own codecs do the same as before, and what they answer is looked at.
 *
 * Payloads that external storage takes over have no limit here.
 */
export function withSizeLimit<C extends DataConverter | LoadedDataConverter>(
  dataConverter: C | undefined,
  options: SizeLimitOptions,
): C {
  const { payloadCodecs, ...others } = (dataConverter ?? {}) as DataConverter;
  const check = codecCheck(options, others.payloadConverterPath);
  const codecs = checkedCodecs(payloadCodecs, check);
  const last = sizeCodec(check, codecs.length === 0, others.externalStorage?.payloadSizeThreshold);
  return { ...others, payloadCodecs: [...codecs, last] } as unknown as C;
}

/** As {@link withSizeLimit}, where nothing is sent: a replay only reads. */
export function withCheckedCodecs(dataConverter: DataConverter, options: SizeLimitOptions): DataConverter {
  const check = codecCheck(options, dataConverter.payloadConverterPath);
  return { ...dataConverter, payloadCodecs: checkedCodecs(dataConverter.payloadCodecs, check) };
}

/** The user's own codecs, each looked at. */
function checkedCodecs(codecs: readonly PayloadCodec[] | undefined, check: CodecCheck): PayloadCodec[] {
  const users = (codecs ?? []).filter((codec) => !(APPLIED in codec));
  return users.map((codec, index) => checkedCodec(codec, index, check));
}

function codecCheck(
  { policy, currentCall = () => undefined, toError = (error) => error }: SizeLimitOptions,
  converterPath: string | undefined,
): CodecCheck {
  const callOf: CodecCheck['callOf'] = (context, payloads) => payloadCall.getStore() ?? currentCall(context, payloads);
  return { host: createGuardHost({ policy }), callOf, toError, converterPath };
}

function sizeCodec(
  check: CodecCheck,
  isFirst: boolean,
  stored = Number.POSITIVE_INFINITY,
): PayloadCodec & { readonly [APPLIED]: true } {
  const { host, callOf, toError } = check;
  const { warnAbove, refuseAbove } = host.policy.payload;
  return {
    [APPLIED]: true,
    decode: async (payloads) => payloads,
    // The SDK gives a context since 1.24.
    async encode(payloads, ...rest: unknown[]) {
      // What a codec has given back in its place was told; where that is not refused, it is the SDK's.
      if (!Array.isArray(payloads)) return payloads;
      // Of a failure that is too large the server cuts off the details; a worker dies of one that it cannot send.
      if (isOfFailure(payloads)) return payloads.filter((payload) => payloadFault(payload) === undefined);
      // The first codec looks at what the payload converter has made, and that is this one where there is no other.
      if (isFirst) checkConverted(payloads, rest[0], check);
      const bytes = sizeOf(payloads, stored);
      if (bytes <= warnAbove) return payloads;
      const call = callOf(rest[0], payloads) ?? UNKNOWN_CALL;
      const { subject, where, happened, context = {} } = call;
      const parts = largestParts(call.slots.length > 0 || !isFirst ? call.slots : payloads.map(slotOf));
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
  // A codec that is only told of may have left holes.
  for (const payload of payloads as readonly (Payload | undefined)[]) {
    const { data, metadata } = payload ?? {};
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
