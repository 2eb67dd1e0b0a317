import type { EffectivePolicy } from '@handrail/common';
import { defaultPolicy } from '@handrail/common/guards';

declare const __HANDRAIL_POLICY__: EffectivePolicy | undefined;

/** Without the worker plugin nobody takes the findings of the guards. */
export const isEmbedded = typeof __HANDRAIL_POLICY__ !== 'undefined';

/**
 * The policy that the worker plugin defined when it made the bundle. Without the plugin, and outside of a bundle (a client
 * that imports a workflow file for its types and signals), the defaults hold.
 */
export const embeddedPolicy: EffectivePolicy =
  typeof __HANDRAIL_POLICY__ === 'undefined'
    ? { ...defaultPolicy, mode: 'enforce', baseline: [], testEnvironment: false, digest: '' }
    : __HANDRAIL_POLICY__;
