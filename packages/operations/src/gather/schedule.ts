import type { Instant } from '../facts';
import type { Session } from './session';
import { toInstant, toNumber, toText } from './wire';

/** A schedule as the server describes it. */
export interface ScheduleFacts {
  readonly scheduleId: string;
  readonly workflowType?: string | undefined;
  readonly isPaused: boolean;
  readonly note: string;
  readonly actions: number;
  readonly skipped: number;
  /** Undefined where their number is not limited. */
  readonly remainingActions?: number | undefined;
  readonly running: readonly string[];
  readonly nextActions: readonly Instant[];
}

/** Describes a schedule; undefined where there is none. */
export async function readSchedule(session: Session, scheduleId: string): Promise<ScheduleFacts | undefined> {
  const { calls, namespace } = session;
  const answer = await calls.ask('DescribeSchedule', (service) => service.describeSchedule({ namespace, scheduleId }));
  if (!answer.ok) {
    if (answer.problem.kind !== 'not found')
      calls.noteMissing(`a schedule of the id "${scheduleId}"`, answer.problem.text);
    return undefined;
  }
  const { schedule, info } = answer.value;
  const { state } = schedule ?? {};
  return {
    scheduleId,
    workflowType: toText(schedule?.action?.startWorkflow?.workflowType?.name),
    isPaused: state?.paused ?? false,
    note: state?.notes ?? '',
    actions: toNumber(info?.actionCount),
    skipped: toNumber(info?.overlapSkipped),
    remainingActions: state?.limitedActions ? toNumber(state.remainingActions) : undefined,
    running: (info?.runningWorkflows ?? []).map(({ workflowId }) => workflowId ?? ''),
    nextActions: (info?.futureActionTimes ?? []).flatMap((time) => toInstant(time) ?? []),
  };
}
