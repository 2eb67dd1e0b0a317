import type { Activated } from './watch-activations';

/** The commands of what a workflow may be waiting for, and the jobs that end each. */
const WORK: readonly (readonly [command: string, job: string])[] = [
  ['scheduleActivity', 'resolveActivity'],
  ['scheduleLocalActivity', 'resolveActivity'],
  ['startChildWorkflowExecution', 'resolveChildWorkflowExecution'],
  ['scheduleNexusOperation', 'resolveNexusOperation'],
];

const ENDS = [
  'completeWorkflowExecution',
  'failWorkflowExecution',
  'cancelWorkflowExecution',
  'continueAsNewWorkflowExecution',
];

const MOST_RUNS = 10_000;

const workOfRuns = new Map<string, Set<string>>();

/** Notes what a run has begun and what of it has ended: activities, children, Nexus operations. */
export function notePendingWork({ info: { runId }, activation, commands }: Activated): void {
  const known = workOfRuns.get(runId);
  const work = known ?? new Set<string>();
  for (const [command, job] of WORK) {
    for (const seq of numbersIn(commands, command)) work.add(`${job} ${seq}`);
    if (work.size > 0) for (const seq of numbersIn(activation.jobs ?? [], job)) work.delete(`${job} ${seq}`);
  }
  if (work.size === 0 && known === undefined) return;
  const isOver = commands.some((command) => ENDS.some((end) => command[end] != null));
  // What was noted last is kept longest.
  workOfRuns.delete(runId);
  if (work.size > 0 && !isOver) workOfRuns.set(runId, work);
  const [oldest] = workOfRuns.keys();
  if (workOfRuns.size > MOST_RUNS && oldest !== undefined) workOfRuns.delete(oldest);
}

/** Whether something is under way after which the run goes on by itself. */
export function hasPendingWork(runId: string): boolean {
  return workOfRuns.has(runId);
}

// Every activation passes here: what holds nothing makes no list.
function* numbersIn(list: readonly object[], name: string): Generator<number> {
  for (const each of list as readonly Readonly<Record<string, { readonly seq?: number | null } | null | undefined>>[]) {
    const seq = each[name]?.seq;
    if (seq != null) yield seq;
  }
}
