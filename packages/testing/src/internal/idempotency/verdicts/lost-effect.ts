import { HR6003 } from '@handrail/errors';
import type { VerdictKind } from './verdict-kind';

/** Success was reported, but less has happened. */
export const lostEffect: VerdictKind = {
  verdict: 'LOST_EFFECT',
  definition: HR6003,
};
