// Calls without any fault, as the plans are compared with them.
import type { Outcome } from './attempt-plan';
import type { Tree } from './compare/tree';
import { type ObservedSteps, observeSteps } from './observe-steps';
import { type Place, PLACES } from './place';
import { resultTree } from './result-tree';
import { type Execution, isFinal, Run, type RunSettings } from './run';
import type { Stage } from './stage';
import type { CallName } from './subject';

/** One call without any fault. */
export interface CleanRun {
  readonly state: Tree;
  readonly outcome: Outcome | undefined;
  readonly result: Tree;
  readonly execution: Execution;
}

/** The first clean run, seen step by step. */
export async function observedRun(
  settings: RunSettings,
  before: Tree,
): Promise<ObservedSteps & { readonly run: CleanRun }> {
  const { stage } = settings;
  const execution = new Run(settings).schedule('args', PLACES.home);
  const observed = await observeSteps(settings, execution, before);
  if (execution.outcome?.kind === 'failed' && execution.outcome.failure.isRetryable) {
    // What fails at first and succeeds later counts as one clean run; what always fails is a business error.
    const alone = await stage.snapshot();
    const business = execution.outcome;
    const retried = await execution.conclude();
    if (retried?.kind !== 'completed')
      return { run: { state: alone, outcome: business, result: undefined, execution }, ...observed };
  }
  return { run: await describeRun(stage, execution), ...observed };
}

/** Runs a call without faults, from the initial state. */
export async function cleanRun(settings: RunSettings, call: CallName, place: Place, now: number): Promise<CleanRun> {
  await settings.stage.reset(now);
  return continueRun(settings, call, place);
}

async function continueRun(settings: RunSettings, call: CallName, place: Place): Promise<CleanRun> {
  const { stage } = settings;
  const execution = new Run(settings).schedule(call, place);
  const { outcome } = await execution.attempt();
  if (isFinal(outcome)) return describeRun(stage, execution);
  const alone = await stage.snapshot();
  const retried = await execution.conclude();
  return retried?.kind === 'completed'
    ? describeRun(stage, execution)
    : { state: alone, outcome, result: undefined, execution };
}

/** How an execution has ended, and what it has left. */
export async function describeRun(stage: Stage, execution: Execution): Promise<CleanRun> {
  await stage.advance(60_000);
  const { outcome } = execution;
  return { state: await stage.snapshot(), outcome, result: resultTree(outcome), execution };
}
