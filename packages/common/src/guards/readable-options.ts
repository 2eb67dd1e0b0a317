import { HR2013 } from '@handrail/errors/sandbox';
import { ALL_KINDS } from './call-kinds';
import { guard } from './guard';

/** HR2013: an option whose getter throws cannot be checked, and the SDK would fail on it half-way. */
export const readableOptions = guard(HR2013, ALL_KINDS, (_options, _policy, { unreadable }) => unreadable);
