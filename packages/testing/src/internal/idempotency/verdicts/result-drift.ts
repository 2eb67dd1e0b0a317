import { HR6006 } from '@handrail/errors';
import type { VerdictKind } from './verdict-kind';

/** The repetition answers differently. */
export const resultDrift: VerdictKind = {
  verdict: 'RESULT_DRIFT',
  definition: HR6006,
};
