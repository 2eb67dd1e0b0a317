/** What a history says of its execution, read from the server's form or its JSON. Pure. */
export interface HistoryState {
  readonly workflowType: string | undefined;
  readonly runId: string | undefined;
  readonly taskQueue: string | undefined;
  readonly isClosed: boolean;
  /** Whether its last workflow task has failed. */
  readonly isFailing: boolean;
  /** The ends of its workflow tasks, to which it can be reset. */
  readonly taskEnds: readonly number[];
}

type Event = Readonly<Record<string, unknown>>;

const CLOSING = [
  'workflowExecutionCompleted',
  'workflowExecutionFailed',
  'workflowExecutionTimedOut',
  'workflowExecutionCanceled',
  'workflowExecutionTerminated',
  'workflowExecutionContinuedAsNew',
].map((name) => `${name}EventAttributes`);

export function historyState(history: unknown): HistoryState {
  const events = eventsIn(history);
  const [first] = events;
  const started = first?.['workflowExecutionStartedEventAttributes'] as
    | {
        readonly workflowType?: { readonly name?: string | null } | null;
        readonly taskQueue?: { readonly name?: string | null } | null;
        readonly originalExecutionRunId?: string | null;
      }
    | null
    | undefined;
  const last = events.findLast(
    (event) => event['workflowTaskCompletedEventAttributes'] ?? event['workflowTaskFailedEventAttributes'],
  );
  const taskEnds = events.filter((event) => event['workflowTaskCompletedEventAttributes'] != null);
  return {
    workflowType: started?.workflowType?.name ?? undefined,
    taskQueue: started?.taskQueue?.name ?? undefined,
    runId: started?.originalExecutionRunId || undefined,
    isClosed: CLOSING.some((name) => events.at(-1)?.[name] != null),
    isFailing: last?.['workflowTaskFailedEventAttributes'] != null && !isReset(last),
    taskEnds: taskEnds.map((event) => Number(event['eventId'])),
  };
}

/** A reset leaves a failed task behind, too. */
function isReset(event: Event): boolean {
  const { cause } = event['workflowTaskFailedEventAttributes'] as { readonly cause?: unknown };
  return cause === RESET || cause === 'WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW';
}

// WorkflowTaskFailedCause.RESET_WORKFLOW
const RESET = 12;

export function eventsIn(history: unknown): readonly Event[] {
  const { events } = (history ?? {}) as { readonly events?: unknown };
  return Array.isArray(events)
    ? (events as unknown[]).filter((event): event is Event => typeof event === 'object' && event !== null)
    : [];
}

/** The end of the last workflow task before a position: a reset to it takes that task anew. */
export function resetPointBefore({ taskEnds }: HistoryState, position: string | undefined): number | undefined {
  const id = Number(/^event (\d+)$/.exec(position ?? '')?.[1]);
  return Number.isNaN(id) ? undefined : taskEnds.findLast((end) => end < id);
}
