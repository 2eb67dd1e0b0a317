import * as sdk from '@temporalio/workflow';
import { readableOptions } from './internal/runtime';

type Start = (workflow: string, options?: object) => Promise<never>;

/** The SDK's `startChild`; an option that cannot be read is HR2013. */
export const startChild = readable(sdk.startChild as Start) as typeof sdk.startChild;

/** The SDK's `executeChild`; an option that cannot be read is HR2013. */
export const executeChild = readable(sdk.executeChild as Start) as typeof sdk.executeChild;

function readable(start: Start): Start {
  return (workflow, options) => start(workflow, readableOptions(options));
}
