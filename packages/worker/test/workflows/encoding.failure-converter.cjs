// What the SDK's docs advise to whoever encrypts payloads: texts of errors are put into a payload, too.
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
