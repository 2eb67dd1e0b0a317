import { callSiteKey, type GuardedCall, inspectCall } from '@handrail/common/guards';
import { formatProblems, HandrailError, type Problem } from '@handrail/errors/sandbox';
import { log, metricMeter, workflowInfo } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { embeddedPolicy } from './embedded-policy';
import { currentExecution, type Execution } from './execution';

/**
 * Runs the guards on a call that workflow code is about to make. What is only warned of or waived is logged and counted
 * once for each call site of an execution.
 *
 * Silent while replaying: what is in the history has happened, and a guard that came later must not stop it. A refusal
 * sends no command, so that this check does not make a replay diverge.
 */
export function guardCall(call: GuardedCall): void {
  if (workflowInfo().unsafe.isReplaying) return;
  const execution = currentExecution();
  const { refused, warned, waived } = inspectCall(call, embeddedPolicy, {
    mode: modeFor(execution),
    soften: embeddedPolicy.testEnvironment ? ['HR2003'] : [],
    tolerates: (problem) => execution.budget.tolerates(problem.code, call.where, callSiteKey(problem, call)),
  });
  for (const problem of warned) {
    report(execution, call, problem, 'handrail_guard_violations_total', formatProblems([problem], context()));
  }
  for (const { problem, reason } of waived) {
    report(
      execution,
      call,
      problem,
      'handrail_guard_waived_total',
      `[${problem.code}] ${problem.head} Waived: ${reason}`,
    );
  }
  const [first, ...others] = refused;
  if (first !== undefined) refuse(new HandrailError([first, ...others], context()));
}

/**
 * Fails the workflow task, which is retried until a fix is deployed. Throwing alone is not enough: a `catch` of the
 * workflow would take it for the activity's failure and go on to compensate for what never ran. Once it is recorded as the
 * task's error, all commands of the task are discarded.
 */
export function refuse(error: HandrailError): never {
  getActivator().recordWorkflowTaskError(error);
  throw error;
}

function modeFor({ startedUnderHandrail }: Execution): 'enforce' | 'warn' {
  const elsewhere = startedUnderHandrail !== true && embeddedPolicy.workflow.startedElsewhere === 'warn';
  return elsewhere ? 'warn' : embeddedPolicy.mode;
}

function report(execution: Execution, call: GuardedCall, problem: Problem, counter: string, message: string): void {
  const key = callSiteKey(problem, call);
  if (execution.reported.has(key)) return;
  execution.reported.add(key);
  log.warn(message, { code: problem.code });
  metricMeter.createCounter(counter).add(1, { code: problem.code });
}

function context() {
  const { namespace, workflowId, runId } = workflowInfo();
  return { links: embeddedPolicy.links, inspect: { namespace, workflowId, runId } };
}
