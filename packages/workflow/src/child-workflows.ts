import * as sdk from '@temporalio/workflow';
import { readableOptions } from './internal/runtime';

type Start = (workflow: string | sdk.Workflow, options?: object) => Promise<never>;

/** The SDK's `startChild`; an option that cannot be read is HR2013. */
export const startChild = guarded(sdk.startChild as Start) as typeof sdk.startChild;

/** The SDK's `executeChild`; an option that cannot be read is HR2013. */
export const executeChild = guarded(sdk.executeChild as Start) as typeof sdk.executeChild;

function guarded(start: Start): Start {
  return (workflow, options) => {
    const nameOf = () => (typeof workflow === 'string' ? workflow : workflow.name);
    return start(workflow, readableOptions('childWorkflow', nameOf, options));
  };
}
