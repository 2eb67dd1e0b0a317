import { HR6002 } from '@handrail/errors';
import type { VerdictKind } from './verdict-kind';

/** What is not a repetition was taken for one. */
export const swallowedEffect: VerdictKind = {
  verdict: 'SWALLOWED_EFFECT',
  definition: HR6002,
};
