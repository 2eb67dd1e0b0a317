// A user's payload converter: writes every string in capitals, so that a test sees that it was used. It is JavaScript
// because the SDK loads it in Node, too.
const { defaultPayloadConverter } = require('@temporalio/common');

exports.payloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(typeof value === 'string' ? value.toUpperCase() : value),
  fromPayload: (payload) => defaultPayloadConverter.fromPayload(payload),
};
