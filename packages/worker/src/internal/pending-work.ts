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
  const jobs = (activation.jobs ?? []) as readonly Content[];
  const begun = WORK.flatMap(([command, job]) => keysOf(commands, command, job));
  const known = workOfRuns.get(runId);
  if (begun.length === 0 && known === undefined) return;
  const work = known ?? new Set<string>();
  for (const key of begun) work.add(key);
  for (const [, job] of WORK) for (const key of keysOf(jobs, job, job)) work.delete(key);
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

type Content = Readonly<Record<string, unknown>>;

function keysOf(list: readonly Content[], name: string, job: string): string[] {
  return list.flatMap((each) => {
    const { seq } = (each[name] ?? {}) as { readonly seq?: number | null };
    return seq == null ? [] : [`${job} ${String(seq)}`];
  });
}
