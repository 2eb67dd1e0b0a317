import * as sdk from '@temporalio/workflow';
import { guardTimer } from './internal/runtime';

/** The SDK's `sleep`; a duration that the SDK cannot read is HR2010. */
export const sleep: typeof sdk.sleep = (duration, options) => {
  guardTimer('sleep', 'duration', duration);
  return sdk.sleep(duration, options);
};

type Condition = (...args: [fn: () => boolean, timeout: number, options: sdk.TimerOptions]) => Promise<boolean>;

// Not async, and the SDK's own promise is passed on: one more turn of the microtask queue could change the order of commands
// and with it the replay of older histories.
/** The SDK's `condition`; a timeout that the SDK cannot read is HR2010. */
export const condition = ((...args) => {
  guardTimer('condition', 'timeout', args[1]);
  return (sdk.condition as Condition)(...args);
}) as Condition as typeof sdk.condition;
