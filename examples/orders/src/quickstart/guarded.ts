import type { Client } from '@handrail/client';
import { customerWorkflowId } from '../customer';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;
type Duration = { readonly seconds?: unknown; readonly nanos?: unknown } | null | undefined;

/** Lines that tell what Handrail set where the code set nothing, read from what the server recorded. */
export async function describeGuarded(client: Client, workflowId: string, customerId: string): Promise<string[]> {
  const order = await client.workflow.getHandle(workflowId).fetchHistory();
  const customer = await client.workflow.getHandle(customerWorkflowId(customerId)).fetchHistory();
  const activities = activitiesOf(order);
  return [
    row('orderWorkflow', `${runTimeout(order)} (nothing set: the default)`),
    row('customerWorkflow', `${runTimeout(customer)} (lifetime: 'unbounded')`),
    row('reserveStock', `${limits(activities.get('reserveStock'))} (nothing set: the policy's default)`),
    row('packAndShip', limits(activities.get('packAndShip'))),
  ];
}

interface Limits {
  readonly startToCloseTimeout?: Duration;
  readonly heartbeatTimeout?: Duration;
}

function activitiesOf({ events }: History): ReadonlyMap<string, Limits> {
  const activities = new Map<string, Limits>();
  for (const { activityTaskScheduledEventAttributes: scheduled } of events ?? []) {
    const name = scheduled?.activityType?.name;
    if (scheduled && name) activities.set(name, scheduled);
  }
  return activities;
}

function runTimeout({ events }: History): string {
  const limit = inWords(events?.[0]?.workflowExecutionStartedEventAttributes?.workflowRunTimeout);
  return limit === undefined ? 'no run timeout' : `run timeout ${limit}`;
}

function limits(activity: Limits | undefined): string {
  const attempt = inWords(activity?.startToCloseTimeout);
  const heartbeat = inWords(activity?.heartbeatTimeout);
  return [
    ...(attempt === undefined ? [] : [`${attempt} an attempt`]),
    ...(heartbeat === undefined ? [] : [`a heartbeat every ${heartbeat}`]),
  ].join(', ');
}

function row(name: string, text: string): string {
  return `     ${name.padEnd(18)}${text}`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The server sends a limit that is not set as zero or not at all. */
function inWords(duration: Duration): string | undefined {
  const seconds = Number(duration?.seconds ?? 0);
  const [unit, size] = UNITS.find(([, size]) => seconds % size === 0) ?? UNITS[3];
  const count = seconds / size;
  return seconds === 0 ? undefined : `${count} ${unit}${count === 1 ? '' : 's'}`;
}
