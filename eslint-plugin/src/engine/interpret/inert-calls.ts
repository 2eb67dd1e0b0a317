import { type Call, callFunctionsIn } from './calls.js';
import type { Interpreter } from './interpreter.js';
import { inert, join, UNKNOWN, type Value } from './values.js';

// These take a workflow, a name or options; what is handed to them does not run in this workflow.
const CALLS_NOTHING =
  /\.(?:proxy\w+|startChild|executeChild|continueAsNew|makeContinueAsNewFunc|define\w+|getExternalWorkflowHandle|createNexus\w+|upsert\w+)(?:\(|$)/;

/** A call of something of the SDK's. Handlers and conditions that are given to it do run in the workflow. */
export function callInert(interpreter: Interpreter, path: string, call: Call): Value {
  const unsafe = /\.unsafe\.(now|random)$/.exec(path)?.[1];
  if (unsafe !== undefined) {
    interpreter.hazard('wall-clock', `workflowInfo().unsafe.${unsafe}()`, call.span, call.may);
    return UNKNOWN;
  }
  const result = inert(path.length > 160 ? path : `${path}()`);
  return CALLS_NOTHING.test(path) ? result : join(result, callFunctionsIn(interpreter, call, false));
}
