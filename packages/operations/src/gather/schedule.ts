import type { ExecutionStatus, Instant } from '../facts';
import type { CallProblem } from '../internal/server-calls';
import { statusOf } from './enums';
import type { Session } from './session';
import { toInstant, toNumber, toText } from './wire';

/** A schedule as the server describes it. */
export interface ScheduleFacts {
  readonly scheduleId: string;
  readonly workflowType?: string | undefined;
  readonly isPaused: boolean;
  readonly note: string;
  readonly actions: number;
  /** Since it exists. */
  readonly skipped: number;
  /** Runs that wait for an earlier one to end. */
  readonly buffered: number;
  /** Times since its last run that it did not start one at; undefined where the server does not tell. */
  readonly missedSince?: number | undefined;
  readonly lastRun?:
    { readonly workflowId: string; readonly time?: Instant | undefined; readonly status: ExecutionStatus } | undefined;
  /** Undefined where their number is not limited. */
  readonly remainingActions?: number | undefined;
  readonly running: readonly string[];
  readonly nextActions: readonly Instant[];
}

// What is refused is no schedule for whoever asks; what is not answered may be one.
const UNANSWERED: ReadonlySet<CallProblem['kind']> = new Set(['timed out', 'unavailable', 'rate limited', 'failed']);

// Its description is an answer of a workflow of the server's own, which may have to be started or replayed for it; without it nothing is known.
const ANSWER_MILLISECONDS = 10_000;

/** Describes a schedule; undefined where there is none, a problem where the server does not say whether there is. */
export async function readSchedule(
  session: Session,
  scheduleId: string,
): Promise<ScheduleFacts | { readonly problem: CallProblem } | undefined> {
  const { calls, namespace } = session;
  const answer = await calls.ask(
    'DescribeSchedule',
    (service) => service.describeSchedule({ namespace, scheduleId }),
    ANSWER_MILLISECONDS,
  );
  if (!answer.ok) {
    const { problem } = answer;
    if (problem.kind !== 'not found') calls.noteMissing(`a schedule of the id "${scheduleId}"`, problem.text);
    return UNANSWERED.has(problem.kind) ? { problem } : undefined;
  }
  const { schedule, info } = answer.value;
  const { state } = schedule ?? {};
  const last = info?.recentActions?.at(-1);
  const skipped = toNumber(info?.overlapSkipped);
  const running = (info?.runningWorkflows ?? []).map(({ workflowId }) => workflowId ?? '');
  return {
    scheduleId,
    workflowType: toText(schedule?.action?.startWorkflow?.workflowType?.name),
    isPaused: state?.paused ?? false,
    note: state?.notes ?? '',
    actions: toNumber(info?.actionCount),
    skipped,
    buffered: toNumber(info?.bufferSize),
    missedSince:
      skipped > 0 && running.length > 0
        ? await timesSince(session, scheduleId, toInstant(last?.scheduleTime))
        : undefined,
    lastRun: last?.startWorkflowResult?.workflowId
      ? {
          workflowId: last.startWorkflowResult.workflowId,
          time: toInstant(last.actualTime),
          status: statusOf(last.startWorkflowStatus),
        }
      : undefined,
    remainingActions: state?.limitedActions ? toNumber(state.remainingActions) : undefined,
    running,
    nextActions: (info?.futureActionTimes ?? []).flatMap((time) => toInstant(time) ?? []),
  };
}

/** How many of its times have passed since its last run. The count of skipped runs never goes down, so that it does not tell. */
async function timesSince(
  { calls, namespace }: Session,
  scheduleId: string,
  last: Instant | undefined,
): Promise<number | undefined> {
  if (last === undefined) return undefined;
  const times = await calls.tryAsk(`the times of schedule "${scheduleId}"`, 'ListScheduleMatchingTimes', (service) =>
    service.listScheduleMatchingTimes({
      namespace,
      scheduleId,
      startTime: toTimestamp(last + 1),
      endTime: toTimestamp(Date.now()),
    }),
  );
  return times?.startTime?.length;
}

function toTimestamp(instant: Instant): { seconds: never; nanos: number } {
  // Typed as a Long; the encoder takes a number as well.
  return { seconds: Math.floor(instant / 1_000) as never, nanos: (instant % 1_000) * 1_000_000 };
}
