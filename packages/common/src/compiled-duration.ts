import { isRecord } from './is-record';

/**
 * The milliseconds of a duration as the SDK's client compiles it before its interceptors run (`{ seconds, nanos }`).
 * Not in workflow bundles: workflow code hands its durations to the interceptors as they are, and such an object is a mistake
 * there, on which the SDK throws.
 */
export function compiledMilliseconds(value: unknown): number | undefined {
  if (!isRecord(value)) return undefined;
  const { seconds, nanos } = value as { seconds?: unknown; nanos?: unknown };
  const milliseconds = Number(seconds ?? 0) * 1_000 + Number(nanos ?? 0) / 1_000_000;
  return (seconds ?? nanos) === undefined || Number.isNaN(milliseconds) ? undefined : milliseconds;
}
