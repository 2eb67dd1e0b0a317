import { HR2013 } from '@handrail/errors/sandbox';
import { ALL_KINDS, type Guard, subjectOf } from './guard';

/** HR2013: an option whose getter throws cannot be checked, and the SDK would fail on it half-way. */
export const readableOptions: Guard = {
  name: 'HR2013',
  kinds: ALL_KINDS,
  check: (call) =>
    (call.unreadable ?? []).map(({ field, error }) => HR2013.problem({ subject: subjectOf(call), field, error })),
};
