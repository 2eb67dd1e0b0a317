// Makes nothing of a failure, or throws, where a test wants it to.
const { DefaultFailureConverter } = require('@temporalio/common');

class SilentConverter extends DefaultFailureConverter {
  errorToFailure(error, ...others) {
    if (String(error.message).includes('makes nothing')) return undefined;
    if (String(error.message).includes('makes it throw')) throw new TypeError('no key');
    return super.errorToFailure(error, ...others);
  }
}

exports.failureConverter = new SilentConverter();
