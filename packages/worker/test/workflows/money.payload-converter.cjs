// A user's payload converter that cannot read everything that it has written: prices in a currency that is gone.
const { CompositePayloadConverter, JsonPayloadConverter, UndefinedPayloadConverter } = require('@temporalio/common');

class MoneyConverter {
  encodingType = 'json/money';
  #json = new JsonPayloadConverter();

  toPayload(value) {
    if (typeof value?.currency !== 'string') return undefined;
    const payload = this.#json.toPayload(value);
    return { ...payload, metadata: { encoding: new TextEncoder().encode(this.encodingType) } };
  }

  fromPayload(payload) {
    const value = this.#json.fromPayload(payload);
    if (value.currency === 'DEM') throw new TypeError('there is no rate for DEM');
    return value;
  }
}

exports.payloadConverter = new CompositePayloadConverter(
  new UndefinedPayloadConverter(),
  new MoneyConverter(),
  new JsonPayloadConverter(),
);
