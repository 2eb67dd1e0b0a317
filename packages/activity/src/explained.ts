/**
 * The SDK's functions of activities, which say with a code that no activity runs, and what to do instead.
 *
 * @module
 */
import { enrich, explainCalls, HR5013 } from '@handrail/errors';
import * as sdk from '@temporalio/activity';

export const Context = explained('Context', sdk.Context);
export type Context = sdk.Context;
export const activityInfo = explained('activityInfo', sdk.activityInfo);
export const cancellationDetails = explained('cancellationDetails', sdk.cancellationDetails);
export const cancellationSignal = explained('cancellationSignal', sdk.cancellationSignal);
export const cancelled = explained('cancelled', sdk.cancelled);
export const getClient = explained('getClient', sdk.getClient);
export const heartbeat = explained('heartbeat', sdk.heartbeat);
export const log = explained('log', sdk.log);
export const metricMeter = explained('metricMeter', sdk.metricMeter);
export const sleep = explained('sleep', sdk.sleep);

function explained<T>(name: string, value: T): T {
  return explainCalls(value, { path: [name], explain });
}

function explain(error: unknown, path: readonly string[]): unknown {
  if (!(error instanceof Error) || error.message !== 'Activity context not initialized') return error;
  return enrich(error, HR5013.problem({ call: path.join('.') }));
}
