import type { Instant } from '../facts';
import type { PlainEvent } from './plain-event';

/** What the marker of a local activity tells, which is written once it has ended or waits for its next attempt. */
export interface LocalActivity {
  readonly activityType?: string | undefined;
  readonly attempt?: number | undefined;
  /** When it was asked for. */
  readonly since?: Instant | undefined;
}

/** Undefined where the event is none of a local activity. */
export function localActivityIn({ type, name, markerData }: PlainEvent): LocalActivity | undefined {
  if (type !== 'MARKER_RECORDED' || name !== 'core_local_activity') return undefined;
  const data = (markerData ?? {}) as Readonly<Record<string, unknown>>;
  const { activity_type: activityType, attempt, original_schedule_time: since } = data;
  return {
    activityType: typeof activityType === 'string' ? activityType : undefined,
    attempt: typeof attempt === 'number' ? attempt : undefined,
    since: instantOf(since),
  };
}

/** As the SDK's core writes a time. */
function instantOf(value: unknown): Instant | undefined {
  const { seconds, nanos = 0 } = (value ?? {}) as { readonly seconds?: unknown; readonly nanos?: unknown };
  return typeof seconds === 'number' && typeof nanos === 'number' ? seconds * 1_000 + nanos / 1_000_000 : undefined;
}
