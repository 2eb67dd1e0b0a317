import {
  type CallKind,
  callSiteKey,
  type Finding,
  FINDING_SINK,
  type FindingSinks,
  type GuardedCall,
  inspectCall,
  type OptionsSnapshot,
} from '@handrail/common/guards';
import { formatProblems, HandrailError, headLine, type Problem } from '@handrail/errors/sandbox';
import { log, metricMeter, proxySinks, type Sinks } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { embeddedPolicy, isEmbedded } from './embedded-policy';
import { currentExecution, type Execution } from './execution';

// A value that is computed for each call makes each a call site of its own.
const MOST_REPORTED_SITES = 100;

/**
 * Runs the guards on a call that workflow code is about to make. What is only warned of or waived is logged and counted
 * once for each call site of an execution.
 *
 * Silent while replaying: what is in the history has happened, and a guard that came later must not stop it. A refusal
 * sends no command, so that this check does not make a replay diverge.
 */
export function guardCall(kind: CallKind, name: string, { options, unreadable }: OptionsSnapshot): void {
  const { unsafe, workflowType } = getActivator().info;
  if (unsafe.isReplaying) return;
  const execution = currentExecution();
  const call = { kind, name, where: placeOf(kind, name, workflowType), options, unreadable };
  const { refused, warned, waived } = inspectCall(call, embeddedPolicy, {
    mode: modeFor(execution),
    soften: embeddedPolicy.testEnvironment ? ['HR2003'] : [],
    tolerates: (problem) => execution.budget.tolerates(problem.code, call.where, callSiteKey(problem, call)),
  });
  const [first, ...others] = refused;
  if (first !== undefined) {
    for (const problem of refused) handOut(execution, call, problem, 'refused');
    refuse(new HandrailError([first, ...others, ...warned], context()));
  }
  for (const problem of warned) {
    if (!handOut(execution, call, problem, 'warned')) continue;
    log.warn(formatProblems([problem], context()), attributes(problem, call));
    count('handrail_guard_violations_total', problem);
  }
  for (const { problem, reason } of waived) {
    if (!handOut(execution, call, problem, 'waived')) continue;
    log.warn(`${headLine(problem)} Waived: ${reason}`, attributes(problem, call));
    count('handrail_guard_waived_total', problem);
  }
}

/**
 * Fails the workflow task, which is retried until a fix is deployed. Throwing alone is not enough: a `catch` of the
 * workflow would take it for the activity's failure and go on to compensate for what never ran. Once it is recorded as the
 * task's error, all commands of the task are discarded, whatever `workflowFailureErrorTypes` says.
 */
function refuse(error: HandrailError): never {
  getActivator().recordWorkflowTaskError(error);
  throw error;
}

function placeOf(kind: CallKind, name: string, workflowType: string): string {
  if (kind === 'timer') return workflowType;
  return kind === 'childWorkflow' || kind === 'continueAsNew' ? name : `${workflowType}/${name}`;
}

function modeFor({ startedUnderHandrail }: Execution): 'enforce' | 'warn' {
  const elsewhere = startedUnderHandrail !== true && embeddedPolicy.workflow.startedElsewhere === 'warn';
  return elsewhere ? 'warn' : embeddedPolicy.mode;
}

/** Tells the worker's process of a finding. Returns whether it is the first of its call site in this execution. */
function handOut({ reported }: Execution, call: GuardedCall, problem: Problem, outcome: Finding['outcome']): boolean {
  const site = callSiteKey(problem, call);
  if (reported.has(site) || reported.size >= MOST_REPORTED_SITES) return false;
  reported.add(site);
  if (isEmbedded) {
    const sinks = proxySinks<FindingSinks & Sinks>();
    sinks[FINDING_SINK].found({ problem, where: call.where, outcome });
  }
  return true;
}

function count(counter: string, { code }: Problem): void {
  metricMeter.createCounter(counter).add(1, { code });
}

function attributes({ code }: Problem, { where }: GuardedCall): Record<string, unknown> {
  return { code, where };
}

function context() {
  const { namespace, workflowId, runId } = getActivator().info;
  return { links: embeddedPolicy.links, inspect: { namespace, workflowId, runId } };
}
