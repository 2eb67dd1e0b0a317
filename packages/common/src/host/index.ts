/**
 * What the guards need of a process, as opposed to the workflow sandbox: environment variables, files, a logger, counters.
 * Node only.
 *
 * @module
 */
export { createGuardHost, type CheckContext, type GuardHost, type GuardHostOptions } from './guard-host';
export { notePolicy, type PolicyHolder, reportPolicyConflict } from './policy-conflict';
export { type Host, logWarning, setHost } from './process-host';
export { type ResolvePolicyOptions, resolvePolicy } from './resolve-policy';
export { uiAddress } from './ui-address';
export { nearestName } from '../nearest-name';
export { showValue } from '../show-value';
