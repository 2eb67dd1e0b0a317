import {
  type CallKind,
  callSiteKey,
  type Finding,
  inspectSnapshot,
  type OptionsSnapshot,
} from '@handrail/common/guards';
import { type Problem, sandboxError } from '@handrail/errors/sandbox';
import { embeddedPolicy } from './embedded-policy';
import { currentExecution } from './execution';
import { getActivator } from './sdk';
import { sink } from './sink';

// A value that is computed for each call makes each a call site of its own.
const MOST_REPORTED_SITES = 99;

/**
 * Runs the guards on a call that workflow code is about to make. What they find is handed out to the worker's process once
 * for each call site of an execution; what is refused fails the workflow task as well.
 *
 * Silent while replaying: what is in the history has happened, and a guard that came later must not stop it. The findings are
 * only remembered, so that an execution that was evicted from the cache goes on as if it had not been. A refusal sends no
 * command, so that this difference does not make a replay diverge.
 */
export function guardCall(kind: CallKind, name: string, snapshot: OptionsSnapshot): void {
  const { info } = getActivator();
  const { isReplaying } = info.unsafe;
  const { startedUnderHandrail, reported, budget } = currentExecution();
  const { mode, testEnvironment, workflow } = embeddedPolicy;
  const where = placeOf(kind, name, info.workflowType);
  const { refused, warned, waived } = inspectSnapshot({ kind, name, where, ...snapshot }, embeddedPolicy, {
    mode: startedUnderHandrail || workflow.startedElsewhere === 'enforce' ? mode : 'warn',
    soften: testEnvironment ? ['HR2003'] : [],
    tolerates: (problem) => budget.tolerates(problem.code, where, callSiteKey(problem, { where })),
  });

  const handOut = (outcome: Finding['outcome'], problem: Problem, reason?: string): void => {
    const site = callSiteKey(problem, { where });
    if (reported.has(site) || reported.size > MOST_REPORTED_SITES) return;
    reported.add(site);
    const { code, facts } = problem;
    if (!isReplaying) sink()?.found(code, facts, where, outcome, reason);
  };
  for (const problem of refused) handOut('refused', problem);
  for (const problem of warned) handOut('warned', problem);
  for (const { problem, reason } of waived) handOut('waived', problem, reason);

  const [first, ...others] = refused;
  if (first && !isReplaying) refuse(sandboxError([first, ...others]));
}

/**
 * Fails the workflow task, which is retried until a fix is deployed. Throwing alone is not enough: a `catch` of the
 * workflow would take it for the activity's failure and go on to compensate for what never ran. Once it is recorded as the
 * task's error, all commands of the task are discarded, whatever `workflowFailureErrorTypes` says.
 */
export function refuse(error: Error): never {
  getActivator().recordWorkflowTaskError(error);
  throw error;
}

function placeOf(kind: CallKind, name: string, workflowType: string): string {
  if (kind === 'timer') return workflowType;
  // By mistake it may be a function, which cannot leave the sandbox.
  return kind === 'childWorkflow' || kind === 'continueAsNew' ? name + '' : workflowType + '/' + name;
}
