import { HR6007 } from '@handrail/errors';
import type { VerdictKind } from './verdict-kind';

/** The key sent outside differs from attempt to attempt. */
export const unstableKey: VerdictKind = {
  verdict: 'UNSTABLE_KEY',
  definition: HR6007,
};
