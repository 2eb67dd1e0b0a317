/**
 * Everything that the mirror and the interceptors share in the workflow bundle. `scripts/build-sandbox.mjs` makes one file
 * of it, which both load.
 *
 * @module
 */
export { embeddedPolicy } from './embedded-policy';
export { currentExecution } from './execution';
export { guardCall } from './guard-call';
export { guardTimer } from './guard-timer';
export { withHeader } from './header';
export { readableOptions, withNote } from './readable-options';
export { noteStarterPolicy } from './starter-policy';
export {
  APPLIED,
  type CallKind,
  HEADER,
  LONGEST_DURATION_MILLISECONDS,
  type OptionsSnapshot,
  snapshotOptions,
} from '@handrail/common/guards';
