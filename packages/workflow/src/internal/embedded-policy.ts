import type { EffectivePolicy } from '@handrail/common';
import { defaultGuardPolicy, type GuardPolicy } from '@handrail/common/guards';

declare const __HANDRAIL_POLICY__: Partial<EmbeddedPolicy> | undefined;

type EmbeddedPolicy = GuardPolicy & Pick<EffectivePolicy, 'mode' | 'baseline' | 'testEnvironment' | 'digest'>;

/** Without the worker plugin nobody takes the findings of the guards. */
export const isEmbedded = typeof __HANDRAIL_POLICY__ !== 'undefined';

/**
 * The policy that the worker plugin defined when it made the bundle, which is what differs from the defaults. Without the
 * plugin, and outside of a bundle (a client that imports a workflow file for its types and signals), the defaults hold.
 */
export const embeddedPolicy: EmbeddedPolicy = {
  ...defaultGuardPolicy,
  mode: 'enforce',
  baseline: [],
  testEnvironment: false,
  digest: '',
  ...(isEmbedded && __HANDRAIL_POLICY__),
};
