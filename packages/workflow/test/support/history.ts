import type { WorkflowHandle } from '@temporalio/client';

type Events = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>;

/** The attributes of every event of one kind in a history. */
export async function attributesOf<K extends keyof Events[number] & `${string}EventAttributes`>(
  handle: WorkflowHandle,
  kind: K,
): Promise<NonNullable<Events[number][K]>[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => event[kind] ?? []) as NonNullable<Events[number][K]>[];
}

/** A duration of a history in seconds; undefined for one that is not set. */
export function secondsOf(
  duration: { seconds?: unknown; nanos?: number | null } | null | undefined,
): number | undefined {
  if (!duration) return undefined;
  const seconds = Number(duration.seconds ?? 0) + (duration.nanos ?? 0) / 1e9;
  return seconds === 0 ? undefined : seconds;
}
