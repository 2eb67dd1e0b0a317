import { argument, type Call, callFunctionsIn, callValue, UNKNOWN_ARGUMENTS } from './calls.js';
import { UNSAFE } from '../sandbox/names.js';
import { functionsIn } from './host-methods.js';
import type { Interpreter } from './interpreter.js';
import { inert, join, UNDEFINED, UNKNOWN, type Value } from './values.js';

// These take a workflow, a name or options; what is handed to them does not run in this workflow.
const CALLS_NOTHING =
  /\.(?:proxy\w+|startChild|executeChild|continueAsNew|makeContinueAsNewFunc|define\w+|getExternalWorkflowHandle|createNexus\w+|upsert\w+)(?:\(|$)/;

const UNSAFE_CALL = new RegExp(`\\.${UNSAFE}\\.(now|random)$`);

/** A call of something of the SDK's. Handlers and conditions that are given to it do run in the workflow. */
export function callInert(interpreter: Interpreter, path: string, call: Call): Value {
  const unsafe = UNSAFE_CALL.exec(path)?.[1];
  if (unsafe !== undefined) {
    interpreter.hazard('wall-clock', `workflowInfo().${UNSAFE}.${unsafe}()`, call.span, call.may);
    return UNKNOWN;
  }
  if (path.endsWith('.setHandler')) callValidator(interpreter, call);
  const result = inert(path.length > 160 ? path : `${path}()`);
  return CALLS_NOTHING.test(path) ? result : join(result, callFunctionsIn(interpreter, call, false));
}

// `setHandler(update, handler, { validator })`
function callValidator(interpreter: Interpreter, call: Call): void {
  for (const options of argument(call.args, 2)) {
    const validator = options.kind === 'object' ? options.properties.get('validator') : undefined;
    if (validator !== undefined)
      callValue(interpreter, functionsIn(interpreter.read(validator)), {
        ...call,
        self: UNDEFINED,
        args: UNKNOWN_ARGUMENTS,
      });
  }
}
