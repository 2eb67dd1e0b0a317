/**
 * What the mirror uses of the part that it shares with the interceptors. `scripts/build-sandbox.mjs` puts that part into the
 * interceptors' file, which the mirror loads.
 *
 * @module
 */
export { embeddedPolicy } from './embedded-policy';
export { guardTimer } from './guard-timer';
export { readableOptions } from './readable-options';
