// A failure converter that moves message and stack into a payload, where a codec reaches them.
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
