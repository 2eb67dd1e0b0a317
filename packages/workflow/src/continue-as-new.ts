import * as sdk from '@temporalio/workflow';
import { readableOptions } from './internal/runtime';

/** The SDK's `makeContinueAsNewFunc`; an option that cannot be read is HR2013. */
export const makeContinueAsNewFunc: typeof sdk.makeContinueAsNewFunc = (options) =>
  sdk.makeContinueAsNewFunc(readableOptions(options));
