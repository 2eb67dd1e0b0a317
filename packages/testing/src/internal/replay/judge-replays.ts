import { nearestName } from '@handrail/common/host';
import { docsUrl, headLine, HR8006, HR8007, inspectUrl, type Links, type Problem } from '@handrail/errors';
import type { ReplayDifference, ReplayedExecution, ReplayedType, ReplayGroup, ReplayReport } from '../../replay-report';
import type { Sample } from './choose-sample';
import { type CommandTarget, nextSteps, type ShownExecution } from './next-steps';
import type { Listing, OpenExecution } from './open-executions';

/** What became of one history. */
export type Outcome =
  | { readonly kind: 'replayed'; readonly execution: ShownExecution & Typed }
  | { readonly kind: 'broken'; readonly execution: ShownExecution & Typed; readonly problem: Problem }
  | {
      readonly kind: 'not-replayed';
      readonly execution: Pick<ShownExecution, 'workflowId' | 'file'>;
      readonly reason: string;
      readonly isFault: boolean;
    };

interface Typed {
  readonly workflowType: string;
}

/** Everything that was seen. */
export interface Seen {
  readonly outcomes: readonly Outcome[];
  /** Undefined where only saved histories were replayed. */
  readonly listing: Listing | undefined;
  readonly sample: Sample;
  /** What the code exports; undefined where it is not known. */
  readonly exported: readonly string[] | undefined;
  /** The task queues that the code is meant for, as far as they were named. */
  readonly taskQueues: readonly string[];
  readonly includePinned: boolean;
  readonly allowEmpty: boolean;
  /** Why it ended before its time. */
  readonly stoppedBy: string | undefined;
  readonly target: CommandTarget;
  readonly links: Links;
}

type Broken = Extract<Outcome, { readonly kind: 'broken' }>;

/** Pure. The verdict over what was seen. */
export function judgeReplays(seen: Seen): ReplayReport {
  const { outcomes, listing, exported, stoppedBy } = seen;
  const open = listing?.executions ?? [];
  const isElsewhere = elsewhereIn(seen);
  const broken = outcomes.filter((each): each is Broken => each.kind === 'broken');
  const counted = broken.filter(({ execution }) => execution.open === undefined || !isElsewhere(execution.open));
  const replayed = outcomes.filter((each) => each.kind === 'replayed');
  const went = [...replayed, ...counted];
  const types = typesOf(seen, went, isElsewhere);
  const breaks = groupsOf(
    counted.filter(({ execution }) => !execution.state.isFailing),
    seen,
  );
  const stillFailing = groupsOf(
    counted.filter(({ execution }) => execution.state.isFailing),
    seen,
  );
  const heals = replayed
    .filter(({ execution }) => execution.state.isFailing)
    .map((each) => shown(each.execution, seen));
  const faults = outcomes.flatMap((each) => (each.kind === 'not-replayed' && each.isFault ? [each.reason] : []));
  const notExamined = [
    ...(stoppedBy === undefined ? [] : [`what comes after the first ${went.length} histories: ${stoppedBy}`]),
    ...(listing?.notListed ?? []),
    ...leftOut(outcomes),
    ...typeNotes(types, seen),
  ];
  const result = {
    schema: 'handrail.replay/1' as const,
    namespace: listing === undefined ? null : (seen.target.namespace ?? null),
    replayed: went.length,
    breaks,
    stillFailing,
    heals,
    types,
    strata: seen.sample.strata,
    notExamined,
  };
  if (breaks.length > 0) {
    const many = breaks.reduce((sum, { executions }) => sum + executions.length, 0);
    const headline = `This code must not be deployed: it breaks ${went.length === 1 ? 'the one execution that was' : `${many} of the ${went.length} executions that were`} replayed.`;
    return { ...result, verdict: 'breaks', headline, code: null, remedy: null };
  }
  const doubt = doubtOf(seen, { went: went.length, types, faults, open: open.length, exported });
  if (doubt !== undefined) {
    return { ...result, verdict: 'unknown', headline: headLine(doubt), code: doubt.code, remedy: doubt.fix };
  }
  return {
    ...result,
    verdict: 'deployable',
    headline: praise(went.length, types, heals.length, stillFailing.length),
    code: null,
    remedy: null,
  };
}

function praise(replayed: number, types: readonly ReplayedType[], heals: number, stillFailing: number): string {
  if (replayed === 0) return 'This code may be deployed: nothing is open that it concerns.';
  const of = types.filter(({ state }) => state === 'replayed').length;
  const more = [
    ...(heals > 0
      ? [`${heals} that ${heals === 1 ? 'fails' : 'fail'} now ${heals === 1 ? 'goes' : 'go'} on with it`]
      : []),
    ...(stillFailing > 0 ? ['what fails already goes on to fail'] : []),
  ];
  const what = `${count(replayed, 'history', 'histories')} of ${count(of, 'workflow type')} ${replayed === 1 ? 'was' : 'were'} replayed`;
  return `This code may be deployed: ${what}, and it breaks none${more.length === 0 ? '' : `; ${more.join(', and ')}`}.`;
}

/** An execution of a type that the code lacks, on a queue where it has none: the workers there have other code. */
export function elsewhereIn({
  listing,
  exported,
  taskQueues,
  outcomes,
}: Pick<Seen, 'listing' | 'exported' | 'taskQueues' | 'outcomes'>): (execution: OpenExecution) => boolean {
  const lacking = new Set(
    outcomes.flatMap((each) =>
      each.kind === 'broken' && isTypeGone(each.problem) ? [each.execution.workflowType] : [],
    ),
  );
  const has = (type: string) =>
    exported === undefined ? !lacking.has(type) : exported.includes(type) || exported.includes('default');
  const own = new Set(taskQueues);
  for (const { workflowType, taskQueue } of listing?.executions ?? []) if (has(workflowType)) own.add(taskQueue);
  return ({ workflowType, taskQueue }) => !has(workflowType) && !own.has(taskQueue);
}

/** The code says that a bundle lacks a workflow type when it is asked for it. */
function isTypeGone({ facts }: Problem): boolean {
  const { error } = facts as { readonly error?: unknown };
  return typeof error === 'string' && error.startsWith('[HR1003] ');
}

function groupsOf(broken: readonly Broken[], seen: Seen): ReplayGroup[] {
  const groups = new Map<string, Broken[]>();
  for (const each of broken) {
    const key = causeOf(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()]
    .sort((one, other) => other.length - one.length)
    .flatMap((group) => (group[0] === undefined ? [] : [groupOf(group[0], group, seen)]));
}

/** Two executions that part at different events of the same kind part for one cause. */
function causeOf({ execution: { workflowType }, problem }: Broken): string {
  if (isTypeGone(problem)) return JSON.stringify(['HR8006', workflowType]);
  const { history, code, error } = problem.facts as Readonly<Record<string, unknown>>;
  return JSON.stringify([problem.code, workflowType, history ?? null, code ?? null, error ?? null]);
}

function groupOf(first: Broken, group: readonly Broken[], seen: Seen): ReplayGroup {
  const { execution } = first;
  const { workflowType } = execution;
  const ofType = (seen.listing?.executions ?? []).filter(
    (each) => each.workflowType === workflowType && !isLeft(each, seen),
  );
  const problem = isTypeGone(first.problem) ? typeGone(first, ofType, seen) : first.problem;
  const difference = differenceIn(problem);
  return {
    code: problem.code,
    workflowType,
    headline: headLine(problem),
    why: problem.why ?? null,
    difference: difference ?? null,
    executions: group.map(({ execution: each, problem: its }) => shown(each, seen, differenceIn(its)?.position)),
    open: ofType.length,
    next: nextSteps(problem, { position: difference?.position, execution, target: seen.target }),
    links: { docs: docsUrl(problem.code, seen.links) },
  };
}

function typeGone(
  { execution: { workflowType, open, state } }: Broken,
  ofType: readonly OpenExecution[],
  { exported }: Seen,
): Problem {
  const queues = ofType.length === 0 ? [state.taskQueue ?? 'unknown'] : ofType.map(({ taskQueue }) => taskQueue);
  const taskQueues = [...new Set(queues)].sort();
  const suggestion = nearestName(
    workflowType,
    (exported ?? []).filter((name) => name !== 'default'),
  );
  return HR8006.problem({
    workflowType,
    open: open === undefined ? 1 : ofType.length,
    taskQueues,
    ...(suggestion !== undefined && { suggestion }),
  });
}

function differenceIn({ code: errorCode, facts }: Problem): ReplayDifference | undefined {
  if (errorCode !== 'HR8001') return undefined;
  const { position, history, code, patch, change } = facts as ReplayDifference;
  return { position, history, code, ...(patch !== undefined && { patch }), ...(change !== undefined && { change }) };
}

function shown(
  { workflowId, runId, file }: ShownExecution,
  { target, links }: Seen,
  position?: string,
): ReplayedExecution {
  const { namespace } = target;
  const ui =
    file !== null || namespace === undefined
      ? undefined
      : inspectUrl({ namespace, workflowId, ...(runId !== null && { runId }) }, links);
  return { workflowId, runId, file, position: position ?? null, links: { ui: ui ?? null } };
}

function isLeft({ pinned }: OpenExecution, { includePinned }: Pick<Seen, 'includePinned'>): boolean {
  return pinned && !includePinned;
}

function typesOf(
  seen: Seen,
  went: readonly { readonly execution: Typed & { readonly open: OpenExecution | undefined } }[],
  isElsewhere: (execution: OpenExecution) => boolean,
): ReplayedType[] {
  const open = seen.listing?.executions ?? [];
  const known = seen.listing === undefined ? [] : (seen.exported ?? []).filter((name) => name !== 'default');
  const names = new Set([
    ...open.map(({ workflowType }) => workflowType),
    ...went.map(({ execution }) => execution.workflowType),
    ...known,
  ]);
  return [...names].sort().map((workflowType) => {
    const own = open.filter((each) => each.workflowType === workflowType);
    const pinned = own.filter((each) => isLeft(each, seen)).length;
    const replayed = went.filter(({ execution }) => execution.workflowType === workflowType).length;
    const counts = { open: own.length, pinned, replayed };
    const state = (): ReplayedType['state'] => {
      if (replayed > 0) return 'replayed';
      if (own.length === 0) return 'no-open-execution';
      if (own.every(isElsewhere)) return 'elsewhere';
      return pinned === own.length ? 'pinned' : 'not-replayed';
    };
    return { workflowType, state: state(), ...counts };
  });
}

/** Why histories were not replayed, each reason once. */
function leftOut(outcomes: readonly Outcome[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const each of outcomes) {
    if (each.kind !== 'not-replayed') continue;
    const name = each.execution.file ?? `workflow "${each.execution.workflowId}"`;
    byReason.set(each.reason, [...(byReason.get(each.reason) ?? []), name]);
  }
  return [...byReason].map(([reason, names]) => {
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
    return `${names.slice(0, MOST_NAMED).join(', ')}${more}: ${reason.replace(/\.$/, '')}`;
  });
}

const MOST_NAMED = 3;

function typeNotes(types: readonly ReplayedType[], { listing, exported }: Seen): string[] {
  if (listing === undefined) return [];
  const names = (state: ReplayedType['state']) =>
    types.filter((type) => type.state === state).map(({ workflowType }) => workflowType);
  const note = (list: readonly string[], text: string) => (list.length === 0 ? [] : [`${list.join(', ')}: ${text}`]);
  const pinned = types.filter((type) => type.pinned > 0);
  return [
    ...pinned.map(
      ({ workflowType, pinned: many }) =>
        `${workflowType}: ${count(many, 'execution')} pinned to another version, which this code never runs`,
    ),
    ...note(names('no-open-execution'), 'no open execution was found'),
    ...note(
      names('elsewhere'),
      'the code does not export it, and its task queues have none of the code’s types; name the queue if this code is for it',
    ),
    ...(exported === undefined
      ? ['what the code exports without an open execution: the names in a bundle are not known']
      : []),
  ];
}

function doubtOf(
  { stoppedBy, allowEmpty, listing }: Seen,
  {
    went,
    types,
    faults,
    open,
  }: {
    readonly went: number;
    readonly types: readonly ReplayedType[];
    readonly faults: readonly string[];
    readonly open: number;
    readonly exported: readonly string[] | undefined;
  },
): Problem | undefined {
  if (stoppedBy !== undefined)
    return HR8007.problem({ reason: stoppedBy, remedy: 'run it again when the server answers, and may be read' });
  if (faults[0] !== undefined)
    return HR8007.problem({
      reason: faults[0].replace(/\.$/, ''),
      remedy: 'give histories that can be read, or leave these out',
    });
  const missed = types.filter(({ state }) => state === 'not-replayed').map(({ workflowType }) => workflowType);
  if (missed.length > 0) {
    const reason = `of workflow type ${missed.join(', ')} executions are open, and none was replayed`;
    return HR8007.problem({
      reason,
      remedy: 'raise --limit or --max-events, or choose with --query; what kept them out is listed',
    });
  }
  if (went > 0 || (allowEmpty && listing !== undefined)) return undefined;
  if (open === 0) {
    return HR8007.problem({
      reason: 'no execution is open that was asked for, so that nothing was replayed',
      remedy:
        'see that address, namespace and query are those of the deployment; where nothing has been started yet, give --allow-empty',
    });
  }
  return HR8007.problem({
    reason: `of ${count(open, 'open execution')} none runs this code, so that nothing was replayed`,
    remedy:
      'see what was left out; name the task queue with --task-queue if the code is for it, or give --allow-empty if this is as it should be',
  });
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
