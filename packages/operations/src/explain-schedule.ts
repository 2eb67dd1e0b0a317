import { HR7040, HR7041, HR7042, type Problem } from '@handrail/errors';
import { type CauseSlug, type Evidence, type Explanation, isHealthy, type Remedy } from './explanation';
import type { ExplanationPlace } from './explain-missing';
import { diagnose } from './diagnose';
import { type Finding, seen } from './finding';
import { gatherFacts } from './gather/gather-facts';
import { readSchedule, type ScheduleFacts } from './gather/schedule';
import type { Session } from './gather/session';
import type { CallProblem } from './internal/server-calls';
import { type CommandTarget, handrailCommand, temporalCommand } from '@handrail/common/host';
import { isoTime, spokenTime } from './internal/spoken-time';
import { explanationLinks } from './internal/to-explanation';
import { uiLink } from './internal/ui-link';

/** What holds for a schedule. */
interface ScheduleVerdict {
  readonly cause: CauseSlug;
  readonly problem?: Problem;
  readonly headline?: string;
  readonly evidence: readonly Evidence[];
  readonly consequence: string;
  readonly remedy: readonly Remedy[];
}

/** Explains a schedule; undefined where there is none of this id, a problem where the server does not say whether there is. */
export async function explainSchedule(
  session: Session,
  scheduleId: string,
  place: ExplanationPlace,
): Promise<Explanation | { readonly problem: CallProblem } | undefined> {
  const schedule = await readSchedule(session, scheduleId);
  if (schedule === undefined || 'problem' in schedule) return schedule;
  const run = await lookAtRun(session, schedule, place);
  const { cause, problem, headline = '', ...rest } = diagnoseSchedule(schedule, place, run);
  const { links, target } = place;
  const ui = uiLink(
    { view: 'schedule', scheduleId },
    { namespace: target.namespace, workflowId: '', runId: '' },
    links,
  );
  const code = problem?.code ?? null;
  return {
    schema: 'handrail.why/1',
    workflowId: scheduleId,
    runId: null,
    workflowType: schedule.workflowType ?? null,
    cause,
    healthy: isHealthy(cause),
    headline: problem?.head ?? headline,
    ...rest,
    code,
    links: explanationLinks(code, ui, links),
    path: [
      { workflowId: scheduleId, cause },
      ...(run === undefined || isHealthy(cause)
        ? []
        : [{ workflowId: run.workflowId, cause: run.verdict.cause }, ...(run.verdict.path ?? [])]),
    ],
    also: [],
    notExamined: session.calls.notExamined.map(({ what, why }) => `${what}: ${why}`),
  };
}

/** A run of a schedule that is open, and what holds for it. */
export interface OpenRun {
  readonly workflowId: string;
  readonly verdict: Finding;
}

/** Looks at the first of the runs that are open. */
async function lookAtRun(
  session: Session,
  { running: [workflowId] }: ScheduleFacts,
  { target, now }: ExplanationPlace,
): Promise<OpenRun | undefined> {
  if (workflowId === undefined) return undefined;
  const facts = await gatherFacts(session, workflowId, undefined, { target, now: () => now, askWorker: 'never' });
  // The schedule hears of the end of a run a moment later.
  if ('problem' in facts || facts.execution.closeTime !== undefined) return undefined;
  return { workflowId, verdict: diagnose(facts)[0] };
}

/** Pure: what holds for a schedule that was read. */
export function diagnoseSchedule(
  schedule: ScheduleFacts,
  { target, now }: ExplanationPlace,
  run?: OpenRun,
): ScheduleVerdict {
  const { scheduleId, isPaused, note, running, skipped, buffered, missedSince, nextActions, remainingActions } =
    schedule;
  const isStuck = run !== undefined && !isHealthy(run.verdict.cause);
  const flags = { 'schedule-id': scheduleId };
  const look = { text: 'See the whole schedule.', command: temporalCommand(target, 'schedule describe', flags) };
  const ended =
    remainingActions === 0
      ? 'its limited number of actions is used up'
      : 'no time of its calendars and intervals lies ahead';
  if (isPaused) {
    return {
      cause: 'schedule-paused',
      problem: HR7040.problem({ scheduleId, note }),
      evidence: [
        seen(`the schedule is paused: ${note || 'no note was left'}`),
        ...lastRunEvidence(schedule),
        ...runningEvidence(schedule),
      ],
      consequence: 'It starts nothing until somebody unpauses it. What it misses is not made up for.',
      remedy: [
        ...failedRunRemedy(schedule, target),
        {
          text: 'Unpause it once the reason is gone.',
          command: temporalCommand(target, 'schedule toggle', {
            ...flags,
            unpause: true,
            reason: 'the reason is gone',
          }),
        },
        look,
      ],
    };
  }
  // Without one that is open, or where the open one began at the last of its times, what was skipped is past.
  const skips = skipped > 0 && running.length > 0 && missedSince !== 0;
  const heldBack = running.length > 0 && isStuck ? buffered : 0;
  // One whose actions are used up starts nothing, whether that run ends or not.
  if ((skips || heldBack > 0) && remainingActions !== 0) {
    return {
      cause: 'schedule-overlap-skip',
      problem: HR7041.problem({ scheduleId, skipped, running, ...(!skips && { heldBack }) }),
      evidence: [
        ...(skips
          ? [seen(`${skipped} runs were skipped because an earlier one was open`)]
          : [seen(`${heldBack} runs wait until an earlier one ends`)]),
        ...runningEvidence(schedule),
        ...(run === undefined ? [] : [seen(`that run (${run.verdict.cause}): ${run.verdict.headline}`)]),
        ...(isStuck
          ? run.verdict.evidence.map((each) => ({ ...each, what: `"${run.workflowId}": ${each.what}` }))
          : []),
      ],
      consequence: `It starts nothing until ${running.map((id) => `"${id}"`).join(', ')} ends.`,
      remedy: [
        ...(isStuck ? run.verdict.remedy : []),
        ...running
          .slice(0, 3)
          .map((id) => ({ text: 'See why the open run does not end.', command: handrailCommand(target, 'why', [id]) })),
        {
          text: 'Or end it.',
          command: temporalCommand(target, 'workflow terminate', {
            'workflow-id': running[0],
            reason: 'it blocks its schedule',
          }),
        },
        look,
      ],
    };
  }
  const [next] = nextActions;
  if (next === undefined || remainingActions === 0) {
    return {
      cause: 'schedule-exhausted',
      problem: HR7042.problem({ scheduleId, reason: ended }),
      evidence: [seen(ended), seen(`it has started ${schedule.actions} runs`), ...runningEvidence(schedule)],
      consequence: 'It never starts anything again.',
      remedy: [{ text: 'Give it times that lie ahead, raise its number of actions, or delete it.' }, look],
    };
  }
  return {
    cause: 'timer-wait',
    headline: `Schedule "${scheduleId}" starts its next run in ${spokenTime(next - now)} (${isoTime(next)}).`,
    evidence: [
      seen(`it has started ${schedule.actions} runs`),
      ...lastRunEvidence(schedule),
      ...runningEvidence(schedule),
      ...(run === undefined ? [] : [seen(`that run (${run.verdict.cause}): ${run.verdict.headline}`)]),
    ],
    consequence: `The next run starts by itself at ${isoTime(next)}.`,
    remedy: [
      ...failedRunRemedy(schedule, target),
      ...running
        .slice(0, 3)
        .map((id) => ({ text: 'See what an open run does.', command: handrailCommand(target, 'why', [id]) })),
    ],
  };
}

function lastRunEvidence({ lastRun }: ScheduleFacts): Evidence[] {
  if (lastRun === undefined || lastRun.status === 'UNKNOWN' || lastRun.status === 'RUNNING') return [];
  return [seen(`its last run, "${lastRun.workflowId}", is ${lastRun.status}`, lastRun.time)];
}

const GONE_WRONG: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT', 'TERMINATED']);

function failedRunRemedy({ lastRun }: ScheduleFacts, target: CommandTarget): Remedy[] {
  if (lastRun === undefined || !GONE_WRONG.has(lastRun.status)) return [];
  return [{ text: 'See why its last run went wrong.', command: handrailCommand(target, 'why', [lastRun.workflowId]) }];
}

function runningEvidence({ running }: ScheduleFacts): Evidence[] {
  return running.map((id) => seen(`run "${id}" is open`));
}
