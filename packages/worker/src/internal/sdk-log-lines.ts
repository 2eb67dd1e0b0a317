import { headLine, HR1010, HR2014, HR5014, type Problem } from '@handrail/errors';
import type { LogMetadata } from '@temporalio/common';

/** The head line of what a line of the SDK's own log is about, where that is all that anybody hears of it. */
export function wordsFor(message: string, meta: LogMetadata | undefined): string | undefined {
  const problem = meta && problemOf(message, meta);
  return problem && headLine(problem);
}

function problemOf(message: string, meta: LogMetadata): Problem | undefined {
  const { ifaceName, fnName, error, workflowType, taskQueue } = meta;
  const ignored = /^Ignoring WorkerOptions\.(\S+) because WorkerOptions\.workflowBundle is set/.exec(message)?.[1];
  if (ignored !== undefined) {
    const subject = `The worker of task queue "${String(taskQueue)}"`;
    const value = ignored === 'workflowsPath' ? 'a path' : 'a value';
    return HR2014.problem({ subject, field: ignored, value, reason: BESIDE_BUNDLE });
  }
  const sink = `${String(ifaceName)}.${String(fnName)}`;
  if (message === 'External sink function threw an error') {
    return HR5014.problem({ mistake: 'throws', sink, error: textOf(error) });
  }
  if (message === 'Workflow referenced an unregistered external sink') {
    return HR5014.problem({ mistake: 'unregistered', sink });
  }
  // The SDK takes what is falsy for no error: the workflow is neither failed nor retried, and stays open for ever.
  if (message === 'Workflow failed' && !error && workflowType !== undefined) {
    const thrown = typeof error === 'string' ? "''" : String(error ?? 'null or undefined');
    const what = `${thrown}, which the SDK takes for no error: the execution never ends`;
    return HR1010.problem({ workflow: String(workflowType), error: what });
  }
  return undefined;
}

const BESIDE_BUNDLE =
  'takes no effect beside workflowBundle: keep one of them, and give the rest to the call of bundleWorkflowCode that makes the bundle';

function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] || 'an error without a message';
}
