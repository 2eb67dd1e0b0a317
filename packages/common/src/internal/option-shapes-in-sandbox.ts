import type { Guard } from '../guards/guard';

/** What stands in for the guard of the options' forms in workflow bundles, which have no room for it. */
export const shapedOptions: readonly Guard[] = [];
