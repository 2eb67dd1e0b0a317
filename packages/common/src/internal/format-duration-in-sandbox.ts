/**
 * What stands in for the words of durations in workflow bundles, which have no room for them: always seconds. The worker's process
 * makes the usual words of it (`wordedFacts`).
 */
export const formatDuration = (milliseconds: number): string => milliseconds / 1_000 + ' seconds';
