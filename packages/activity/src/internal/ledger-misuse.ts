import { HR6016 } from '@handrail/errors';
import { toApplicationFailure } from '@handrail/common/guards';

/** What no retry cures: the code has to change. */
export function ledgerMisuse(what: string, consequence: string, remedy: string): Error {
  return toApplicationFailure(HR6016.error({ what, consequence, remedy }), { nonRetryable: true });
}
