import { HR6001 } from '@handrail/errors';
import type { VerdictKind } from './verdict-kind';

/** A repetition took effect again. */
export const duplicateEffect: VerdictKind = {
  verdict: 'DUPLICATE_EFFECT',
  definition: HR6001,
};
