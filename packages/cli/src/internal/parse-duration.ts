import { readDuration } from '@handrail/common/host';

/** Reads a duration in words, as milliseconds. */
export function parseDuration(text: string): number {
  // A number alone would be milliseconds, which nobody means on a command line.
  const { milliseconds } = /^[\d.\s]*$/.test(text) ? {} : readDuration(text);
  if (milliseconds === undefined) throw new Error("a duration such as '30 seconds' or '2 hours' is wanted");
  return milliseconds;
}
