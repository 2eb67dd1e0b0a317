import { inParallel } from '@handrail/common/host';
import { setTimeout as wait } from 'node:timers/promises';
import { type CauseSlug, isHealthy } from './explanation';
import { explainExecutions } from './explain-executions';
import type { OperationsClient } from './explain-execution';
import type { Facts } from './facts';
import { callsAfter, findResetPoint } from './gather/reset-point';
import { whyChildrenForbid } from './internal/restarted-children';
import { lookAtExecution } from './internal/look-at-execution';
import { type Act, act, findRunOfReset } from './internal/repair-act';
import { checkRepairSelection } from './internal/repair-selection';
import { ServerCalls } from './internal/server-calls';
import { type Attempt, untilAnswered, WELL } from './internal/until-answered';
import { chooseRepair, chooseSignal, type RepairAction, type RepairChoice, whyNotReset } from './repair-action';
import type { RepairIntent, ResetBefore } from './repair-intent';

/** Which executions {@link planRepair} takes. */
export interface RepairSelection {
  /** A list filter. Executions that are well are left alone, whatever it finds. */
  readonly query: string;
  /** Only those with one of these verdicts. */
  readonly causes?: readonly CauseSlug[] | undefined;
  /** Only those with this code, as their verdict's or as that of a failure which Handrail raised. */
  readonly code?: string | undefined;
  /** What is to be done, where it is not what the verdict asks for. */
  readonly intent?: RepairIntent | undefined;
  /** How many executions are looked at. @default 1000 */
  readonly most?: number | undefined;
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** One execution that would be repaired. */
export interface PlannedRepair {
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  readonly cause: CauseSlug;
  readonly headline: string;
  readonly actions: readonly RepairAction[];
  /** Activities that would run again: those that have completed, and one whose worker is gone. */
  readonly repeats: readonly string[];
  /**
   * What else a reset does again: children that had completed, Nexus operations, and signals to other executions, as
   * `child workflow "ship"`.
   */
  readonly calls?: readonly string[] | undefined;
}

/** One execution that is left as it is. */
export interface RefusedRepair {
  readonly workflowId: string;
  readonly cause: CauseSlug;
  readonly why: string;
  /** The execution that is to be repaired in its place. */
  readonly root?: string | undefined;
}

/** What would be done. Nothing has been done yet. */
export interface RepairPlan {
  readonly schema: 'handrail.repair-plan/1';
  readonly namespace: string;
  readonly intent: RepairIntent;
  /** Whether what people have terminated was asked for by its name; else it is left alone. */
  readonly includesTerminated: boolean;
  readonly repairs: readonly PlannedRepair[];
  readonly refused: readonly RefusedRepair[];
  readonly examined: number;
  readonly notExamined: readonly string[];
  /** Executions whose verdict could not be had, so that nobody knows whether they need a repair. */
  readonly untold?: number;
}

/** Looks which executions a fixed cause has left stuck, and what would free each. Changes nothing. */
export async function planRepair(client: OperationsClient, selection: RepairSelection): Promise<RepairPlan> {
  const { query, causes, code, most, onProgress, intent = {} } = selection;
  checkRepairSelection(selection);
  const includesTerminated = (causes?.includes('closed-terminated') ?? false) || /\bterminated\b/i.test(query);
  const chosen: { workflowId: string; runId: string }[] = [];
  const untold: string[] = [];
  const { examined, notExamined } = await explainExecutions(
    client,
    query,
    ({ workflowId, runId, cause, healthy, headline, code: own, raisedCode }) => {
      if (cause === 'unknown') untold.push(headline);
      const isWanted =
        (causes === undefined || causes.includes(cause)) && (code === undefined || own === code || raisedCode === code);
      const isCandidate = intent.signal === undefined ? !healthy && cause !== 'unknown' : cause === 'signal-wait';
      if (isCandidate && isWanted && runId !== null) chosen.push({ workflowId, runId });
    },
    { most, onProgress, askWorker: 'never' },
  );
  const planned: Planned[] = [];
  await inParallel(chosen.entries(), CONCURRENCY, async ([index, { workflowId, runId }]) => {
    planned[index] = await planOne(client, { workflowId, runId, intent, includesTerminated });
  });
  const repairs = planned.filter((each): each is PlannedRepair => each !== undefined && 'actions' in each);
  const refused = planned.filter((each): each is RefusedRepair => each !== undefined && 'why' in each);
  return {
    schema: 'handrail.repair-plan/1',
    namespace: client.options.namespace,
    intent,
    includesTerminated,
    repairs,
    refused,
    examined,
    notExamined: [
      ...notExamined,
      ...(untold.length > 0
        ? [`${untold.length} executions whose verdict is unknown, such as: ${untold[0]?.replace(/\.$/, '')}`]
        : []),
    ],
    untold: untold.length,
  };
}

// As many as a look at many executions takes at a time.
const CONCURRENCY = 8;

/** Undefined for what is well by now. */
type Planned = PlannedRepair | RefusedRepair | undefined;

interface Target extends Pick<RepairPlan, 'intent' | 'includesTerminated'> {
  readonly workflowId: string;
  readonly runId: string;
}

async function planOne(
  client: OperationsClient,
  { workflowId, runId, intent, includesTerminated }: Target,
): Promise<Planned> {
  const { before, signal } = intent;
  const askWorker = signal === undefined ? 'never' : 'always';
  const look = await lookAtExecution(client, workflowId, { runId, askWorker });
  if ('explanation' in look) {
    const { cause, headline } = look.explanation;
    return { workflowId, cause, why: headline };
  }
  const [{ cause, headline, path }] = look.findings;
  if (isHealthy(cause) && signal === undefined) return undefined;
  const choice =
    signal !== undefined
      ? chooseSignal(look.facts, cause, signal.name)
      : before !== undefined
        ? await chooseResetBefore(client, look.facts, cause, { before, includesTerminated })
        : chooseRepair(look.facts, cause, includesTerminated);
  if ('refused' in choice) {
    const root = path?.at(-1)?.workflowId;
    return { workflowId, cause, why: choice.refused, ...(root !== undefined && root !== workflowId && { root }) };
  }
  const why = await whyChildrenForbid(client, look.facts.execution, choice.children ?? restarted(look.facts, choice));
  if (why !== undefined) return { workflowId, cause, why };
  const { workflowType } = look.facts.execution;
  const repeats = choice.repeats ?? repeatsOf(look.facts, choice.actions);
  const calls = choice.calls ?? callsOf(look.facts, choice.actions);
  return { workflowId, runId, workflowType, cause, headline, actions: choice.actions, repeats, calls };
}

async function chooseResetBefore(
  client: OperationsClient,
  { execution, ...facts }: Facts,
  cause: CauseSlug,
  { before, includesTerminated }: { readonly before: ResetBefore; readonly includesTerminated: boolean },
): Promise<RepairChoice> {
  const refused = whyNotReset({ execution, ...facts }, cause, includesTerminated, before);
  if (refused !== undefined) return { refused };
  const point = await findResetPoint(new ServerCalls(client), client.options.namespace, execution, before);
  if ('refused' in point) return point;
  const { eventId, ...again } = point;
  return { actions: [{ kind: 'reset-workflow', eventId }], ...again };
}

/** Children that a reset would start again. */
function restarted({ execution: { history } }: Facts, { actions }: { readonly actions: readonly RepairAction[] }) {
  const points = actions.flatMap((action) => (action.kind === 'reset-workflow' ? [action.eventId] : []));
  return (history?.openChildren ?? []).filter(({ scheduledBy }) => points.some((eventId) => scheduledBy >= eventId));
}

/** Activities that a reset would run again. */
function repeatsOf({ execution: { history } }: Facts, actions: readonly RepairAction[]): string[] {
  return actions.flatMap((action) =>
    action.kind === 'reset-workflow'
      ? (history?.completedActivities ?? [])
          .filter(({ scheduledBy }) => scheduledBy >= action.eventId)
          .map(({ activityType }) => activityType)
      : // What its worker had done of it may be done again.
        action.kind === 'end-attempt'
        ? [action.activityType]
        : [],
  );
}

/** What a reset would ask of others again. */
function callsOf({ execution: { history } }: Facts, actions: readonly RepairAction[]): string[] {
  return actions.flatMap((action) =>
    action.kind === 'reset-workflow' ? callsAfter(history?.calls ?? [], action.eventId) : [],
  );
}

/** How {@link applyRepair} goes about it. */
export interface RepairOptions {
  /** Recorded in the histories. */
  readonly reason: string;
  /** Who does it, as the histories say. @default 'handrail repair' */
  readonly identity?: string | undefined;
  /** Executions a second. @default 5 */
  readonly perSecond?: number | undefined;
  /** Runs that an earlier, interrupted call has repaired. */
  readonly done?: ReadonlySet<string> | undefined;
  /** Runs of which an earlier call did not hear what became of them: those that it has reset are told with their new run. */
  readonly unsure?: ReadonlySet<string> | undefined;
  /** Hears of each execution once it is decided: for an audit log. */
  readonly onOutcome?: ((outcome: RepairOutcome) => void | Promise<void>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of one execution. */
export interface RepairOutcome {
  readonly time: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly cause: CauseSlug;
  readonly actions: readonly RepairAction[];
  /** `unknown`: the answer of the server was lost, and no look since has told whether it was done. */
  readonly outcome: 'repaired' | 'skipped' | 'failed' | 'unknown';
  readonly why?: string;
  /** The run that a reset has made. */
  readonly newRunId?: string;
}

const MOST_FAILURES = 5;

/**
 * Does what a plan says, one execution after the other. Each is looked at again right before: one that is well by now, or
 * stuck for another reason, is left alone. After five in a row that have failed or are unknown the rest is left.
 */
export async function applyRepair(
  client: OperationsClient,
  plan: RepairPlan,
  options: RepairOptions,
): Promise<RepairOutcome[]> {
  const { perSecond = 5, done = new Set(), unsure = new Set(), onOutcome, signal, reason } = options;
  const { identity = 'handrail repair' } = options;
  const outcomes: RepairOutcome[] = [];
  const pause = async (milliseconds: number) => {
    await wait(milliseconds, undefined, { signal }).catch(() => {});
    return signal?.aborted !== true;
  };
  let failed = 0;
  for (const repair of plan.repairs) {
    // A server that is gone, or a right that is missing, fails the rest as well.
    if (signal?.aborted || failed === MOST_FAILURES) break;
    if (done.has(repair.runId)) continue;
    const started = performance.now();
    const { workflowId, runId, cause, actions } = repair;
    const result = await untilAnswered({
      attempt: () => repairOne(client, repair, plan, { reason, identity }),
      findRun: actions.some(({ kind }) => kind === 'reset-workflow') ? () => findRunOfReset(client, repair) : undefined,
      isUnsure: unsure.has(runId),
      pause,
    });
    const outcome: RepairOutcome = { time: new Date().toISOString(), workflowId, runId, cause, actions, ...result };
    outcomes.push(outcome);
    failed = result.outcome === 'failed' || result.outcome === 'unknown' ? failed + 1 : 0;
    await onOutcome?.(outcome);
    await pause(Math.max(0, 1_000 / perSecond - (performance.now() - started)));
  }
  return outcomes;
}

/** Whether more would be done, or would run again, than whoever agreed to the plan has seen. */
function doesMore(now: PlannedRepair, planned: PlannedRepair): boolean {
  const known = new Set(planned.actions.map((action) => JSON.stringify(action)));
  return (
    now.repeats.length > planned.repeats.length ||
    (now.calls ?? []).length > (planned.calls ?? []).length ||
    now.actions.some((action) => !known.has(JSON.stringify(action)))
  );
}

async function repairOne(
  client: OperationsClient,
  repair: PlannedRepair,
  { intent, includesTerminated }: RepairPlan,
  recorded: Pick<Act, 'reason' | 'identity'>,
): Promise<Attempt> {
  const { workflowId, runId, cause } = repair;
  const now = await planOne(client, { workflowId, runId, intent, includesTerminated });
  if (now === undefined) return { outcome: 'skipped', why: WELL };
  // Nobody knows whether it still needs it, so that it is left for another time, and not taken for done.
  if (now.cause === 'unknown') return { outcome: 'failed', why: 'why' in now ? now.why : now.headline };
  if (now.cause === 'rate-limited') return 'rate limited';
  if (now.cause !== cause) return { outcome: 'skipped', why: `its verdict is ${now.cause} by now` };
  if ('why' in now) return { outcome: 'skipped', why: now.why };
  if (doesMore(now, repair))
    return { outcome: 'skipped', why: 'it has gone on since the plan was made: plan it again' };
  const calls = new ServerCalls(client);
  const doIt = async (action: RepairAction) =>
    await calls.ask(action.kind, (service) =>
      act(service, client.options.namespace, now, {
        ...recorded,
        action,
        args: intent.signal?.args ?? [],
        converter: client.options.loadedDataConverter,
      }),
    );
  let newRunId: string | undefined;
  for (const action of now.actions) {
    let answer = await doIt(action);
    // The server takes a signal of one request once.
    if (!answer.ok && answer.problem.mayBeDone && action.kind === 'signal') answer = await doIt(action);
    if (!answer.ok) {
      const { kind, text, mayBeDone } = answer.problem;
      if (kind === 'rate limited') return kind;
      return mayBeDone ? { cutOff: text } : { outcome: 'failed', why: text };
    }
    newRunId ??= answer.value;
  }
  return { outcome: 'repaired', ...(newRunId !== undefined && { newRunId }) };
}
