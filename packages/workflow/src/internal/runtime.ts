/**
 * What the mirror uses of the part that it shares with the interceptors. `scripts/build-sandbox.mjs` puts that part into the
 * interceptors' file, which the mirror loads.
 *
 * @module
 */
export { embeddedPolicy } from './embedded-policy';
export { currentExecution, type Sla } from './execution';
export { guardTimer } from './guard-timer';
export { setDeadline } from './keep-sla';
export { readableOptions } from './readable-options';
export { sink } from './sink';
