import {
  CompositePayloadConverter,
  type Payload,
  type PayloadConverterWithEncoding,
  UndefinedPayloadConverter,
} from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding';

const ENCODING = 'json/bigint';

/** JSON that knows bigint. */
class BigintConverter implements PayloadConverterWithEncoding {
  readonly encodingType = ENCODING;

  toPayload(value: unknown): Payload {
    const json = JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
    return { metadata: { encoding: encode(ENCODING) }, data: encode(json) };
  }

  fromPayload<T>(payload: Payload): T {
    return JSON.parse(decode(payload.data as Uint8Array), (_, each) =>
      typeof each === 'string' && /^-?\d+n$/.test(each) ? BigInt(each.slice(0, -1)) : each,
    );
  }
}

export const payloadConverter = new CompositePayloadConverter(new UndefinedPayloadConverter(), new BigintConverter());
