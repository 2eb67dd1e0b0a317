/**
 * Getting and starting a real Temporal server, without loading the SDK: for scripts and commands.
 *
 * @module
 */
export {
  type ProgressListener,
  resolveTemporalExecutable,
  resolveTemporalServer,
  type ResolveServerOptions,
  type ServerExecutable,
  type ServerProgress,
  type TemporalServer,
} from './resolve-temporal-server';
export { resolveTimeSkippingServer } from './resolve-time-skipping-server';
export { type DevServer, type DevServerOptions, startDevServer } from './start-dev-server';
