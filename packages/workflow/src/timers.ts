import * as sdk from '@temporalio/workflow';
import { guardTimer, sink } from './internal/runtime';

/** The SDK's `sleep`; a duration that the SDK cannot read is HR2010. */
export const sleep: typeof sdk.sleep = (duration, options) => {
  guardTimer('sleep', 'duration', duration, options);
  return sdk.sleep(duration, options);
};

type Condition = (...args: [fn: () => unknown, timeout?: number, options?: sdk.TimerOptions]) => Promise<boolean>;

// Not async, and the SDK's own promise is passed on: one more turn of the microtask queue could change the order of commands
// and with it the replay of older histories.
/** The SDK's `condition`; a timeout that the SDK cannot read is HR2010, and a promise in the place of an answer HR1071. */
export const condition = ((fn, ...rest) => {
  guardTimer('condition', 'timeout', ...rest);
  const answer = () => {
    const met = fn();
    if ((met as PromiseLike<unknown> | undefined)?.then) sink()?.found('HR1071', {});
    return met;
  };
  return (sdk.condition as Condition)(answer, ...rest);
}) as Condition as typeof sdk.condition;
