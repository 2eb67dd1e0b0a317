import { HR6004 } from '@handrail/errors';
import type { VerdictKind } from './verdict-kind';

/** Neither more nor fewer effects, but another state. */
export const tornState: VerdictKind = {
  verdict: 'TORN_STATE',
  definition: HR6004,
};
