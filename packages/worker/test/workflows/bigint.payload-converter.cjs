const { CompositePayloadConverter, JsonPayloadConverter, UndefinedPayloadConverter } = require('@temporalio/common');

/** JSON in which a bigint is a string. */
class BigIntConverter extends JsonPayloadConverter {
  toPayload(value) {
    const plain = (part) => {
      if (typeof part === 'bigint') return `${part}n`;
      if (typeof part !== 'object' || part === null) return part;
      return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, plain(member)]));
    };
    try {
      return super.toPayload(value === undefined || Array.isArray(value) ? value : plain(value));
    } catch {
      return undefined;
    }
  }
}

exports.payloadConverter = new CompositePayloadConverter(new UndefinedPayloadConverter(), new BigIntConverter());
