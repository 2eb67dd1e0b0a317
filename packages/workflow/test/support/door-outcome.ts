import type { Client, WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Door } from '../workflows/doors';

const PATIENCE_MILLISECONDS = 60_000;

/** What became of a workflow that went through a door. */
export interface DoorOutcome {
  /** The message of its failed workflow task. */
  readonly refusal?: string;
  /** What it asked the server for, by event type, apart from the workflow's own beginning and end. */
  readonly commands: readonly string[];
}

/** Starts a workflow that goes through a door with these options, and waits until it is refused or has got somewhere. */
export async function doorOutcome(
  client: Client,
  taskQueue: string,
  door: Door,
  options: unknown,
): Promise<DoorOutcome> {
  const workflowId = `${door} ${randomUUID()}`;
  const handle = await client.workflow.start('goThrough', { args: [door, options], workflowId, taskQueue });
  try {
    return await outcomeOf(handle);
  } finally {
    await handle.terminate().catch(() => undefined);
  }
}

async function outcomeOf(handle: WorkflowHandle): Promise<DoorOutcome> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < deadline) {
    const events = (await handle.fetchHistory()).events ?? [];
    const failure = events.find((event) => event.workflowTaskFailedEventAttributes)?.workflowTaskFailedEventAttributes;
    const commands = events.flatMap((event) => commandOf(event) ?? []);
    if (failure) return { refusal: failure.failure?.message ?? '', commands };
    if (commands.length > 0) return { commands };
    await wait(100);
  }
  throw new Error(`The workflow ${handle.workflowId} got nowhere.`);
}

function commandOf(event: object): string | undefined {
  const attributes = Object.keys(event).find((key) => key.endsWith('EventAttributes') && event[key as never] !== null);
  return attributes === undefined || /^workflowTask|^workflowExecutionStarted/.test(attributes)
    ? undefined
    : attributes.replace('EventAttributes', '');
}
