import { eventsIn } from './history-state';

type Event = Readonly<Record<string, unknown>>;

const KINDS = ['Scheduled', 'Started', 'Completed', 'Failed', 'TimedOut'] as const;
// EventType.EVENT_TYPE_WORKFLOW_TASK_*
const NUMBERS = { Scheduled: 5, Started: 6, Completed: 7 } as const;

/**
 * Pure. A history whose pending workflow task is done, without a command: a replay ends before a task that is not, and so would see
 * neither a workflow type that is gone, where an execution has not begun, nor whether a task that fails goes well now.
 */
export function withPendingTask(history: unknown): unknown {
  const events = eventsIn(history);
  const last = events.findLast((event) => kindOf(event) !== undefined);
  const kind = last && kindOf(last);
  if (events.length === 0 || kind === 'Completed') return history;
  const missing =
    kind === 'Started' ? [] : kind === 'Scheduled' ? (['Started'] as const) : (['Scheduled', 'Started'] as const);
  const isJson = events.some(({ eventType }) => typeof eventType === 'string');
  const added: Event[] = [];
  for (const each of [...missing, 'Completed' as const]) {
    const id = events.length + added.length + 1;
    added.push({
      eventId: isJson ? String(id) : id,
      eventTime: events.at(-1)?.['eventTime'],
      eventType: isJson ? `EVENT_TYPE_WORKFLOW_TASK_${each.toUpperCase()}` : NUMBERS[each],
      [`workflowTask${each}EventAttributes`]: attributesOf(each, id, isJson),
    });
  }
  return { ...(history as object), events: [...events, ...added] };
}

function kindOf(event: Event): (typeof KINDS)[number] | undefined {
  return KINDS.find((kind) => event[`workflowTask${kind}EventAttributes`] != null);
}

// Which events they point to is not compared in a replay; those of an earlier attempt may not be in the history.
function attributesOf(kind: keyof typeof NUMBERS, id: number, isJson: boolean): object {
  const at = (eventId: number) => (isJson ? String(eventId) : eventId);
  if (kind === 'Scheduled') return { attempt: 1 };
  return {
    scheduledEventId: at(kind === 'Started' ? id - 1 : id - 2),
    ...(kind === 'Completed' && { startedEventId: at(id - 1) }),
  };
}
