import type { Change } from '../compare/change';

/** What has become of an entry that is there too often, or is missing: a row, a mail, a file. */
export function entryWords({ kind, actual }: Change, isOfBoth: boolean): string {
  const [leaves, does] = isOfBoth ? ['both calls leave', 'both calls do'] : ['a clean run leaves', 'a clean run does'];
  if (actual === undefined) return kind === 'more' ? `removed, though ${leaves} it` : 'missing';
  return { more: `one more than ${leaves}`, fewer: `not removed, as ${does}`, different: 'left behind' }[kind];
}
