/**
 * Everything that the mirror and the interceptors share in the workflow bundle. `scripts/build-sandbox.mjs` makes one file
 * of it, which both load.
 *
 * @module
 */
export { embeddedPolicy } from './embedded-policy';
export { currentExecution } from './execution';
export { guardCall } from './guard-call';
export { withHeader } from './header';
