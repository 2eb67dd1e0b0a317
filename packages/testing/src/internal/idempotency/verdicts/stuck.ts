import { HR6005 } from '@handrail/errors';
import type { VerdictKind } from './verdict-kind';

/** No retry can succeed any more. */
export const stuck: VerdictKind = {
  verdict: 'STUCK',
  definition: HR6005,
};
