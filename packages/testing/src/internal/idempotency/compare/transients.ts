import { shapeOf } from './canonical';
import type { Change } from './change';
import { diffTrees } from './diff';
import type { Learned } from './learned';
import { isLeaf, isList, leafText, type Tree } from './tree';

/**
 * What a clean run makes and takes away again: locks, claims, temporary files. Where a crash leaves one behind, that is no
 * second effect.
 */
export class Transients {
  private readonly entries = new Set<string>();
  /** Entries of maps by their paths, whatever they hold: the token of a lock is another one each time. */
  private readonly paths = new Set<string>();
  /** The same with every number left out: names that are made from the attempt. */
  private readonly unnumbered = new Set<string>();
  /** What entries look like whose keys are generated. */
  private readonly outlines = new Set<string>();
  private readonly values = new Set<string>();

  constructor(
    before: Tree,
    after: Tree,
    during: readonly Tree[],
    private readonly learned: Learned,
  ) {
    const last = this.changesFrom(before, after);
    const kept = new Kept(last);
    for (const state of during) {
      const changes = this.changesFrom(before, state);
      this.note(kept.without(changes), (found, text) => found.add(text));
    }
    // What is there in the end was not only there in between.
    this.note(last, (found, text) => found.delete(text));
  }

  /** From the state before, not from that after: entries that come and entries that go would be taken for each other. */
  private changesFrom(before: Tree, state: Tree): readonly Change[] {
    return diffTrees({ before, expected: before, actual: state }, 'state', this.learned);
  }

  private note(changes: readonly Change[], note: (found: Set<string>, text: string) => void): void {
    for (const change of changes) {
      if (isNewEntry(change)) {
        note(this.entries, this.entryText(change));
        if (!change.pattern.endsWith('.{}')) continue;
        note(this.paths, change.path);
        note(this.unnumbered, withoutNumbers(change.path));
        note(this.outlines, outlineOf(change));
      }
      if (!change.isEntry && isLeaf(change.actual)) note(this.values, valueText(change));
    }
  }

  /** Whether something that there is more of is only left behind. */
  isLeftBehind(change: Change): boolean {
    if (change.kind !== 'more') return false;
    if (!change.isEntry) return this.values.has(valueText(change));
    if (change.actual === undefined) return false;
    return (
      this.entries.has(this.entryText(change)) ||
      this.paths.has(change.path) ||
      this.unnumbered.has(withoutNumbers(change.path)) ||
      (change.pattern.endsWith('.{}') && this.outlines.has(outlineOf(change)))
    );
  }

  /** Whether nobody is harmed by it: a lock that expires, something temporary. */
  isHarmless({ path, actual, pattern }: Change): boolean {
    return LOCK_NAME.test(path) || (actual !== undefined && shapeOf(actual, pattern, this.learned).includes('«time»'));
  }

  private entryText({ pattern, actual }: Change): string {
    return `${pattern} ${shapeOf(actual, pattern, this.learned)}`;
  }
}

/** Entries that the clean run has made for good, whatever they look like in between: an order that is pending before it is paid. */
class Kept {
  private readonly paths = new Set<string>();
  private readonly counts: ReadonlyMap<string, number>;

  constructor(changes: readonly Change[]) {
    for (const { path } of changes.filter(isNewEntry)) this.paths.add(path);
    this.counts = countByPattern(changes);
  }

  without(changes: readonly Change[]): readonly Change[] {
    const counts = countByPattern(changes);
    const isKept = ({ pattern, path }: Change) =>
      // What a list holds has no name by which it could be known again.
      pattern.endsWith('.{}') ? this.paths.has(path) : (this.counts.get(pattern) ?? 0) >= (counts.get(pattern) ?? 0);
    return changes.filter((change) => !(isNewEntry(change) && isKept(change)));
  }
}

function countByPattern(changes: readonly Change[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pattern } of changes.filter(isNewEntry)) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return counts;
}

function isNewEntry({ isEntry, actual }: Change): boolean {
  return isEntry && actual !== undefined;
}

const LOCK_NAME =
  /lock|lease|mutex|semaphore|claim|te?mp\b|\.part|in_?flight|in_?progress|uploads?\b|multipart|scratch|staging/i;

function withoutNumbers(path: string): string {
  return path.replaceAll(/\d+/g, '0');
}

function outlineOf({ pattern, actual }: Change): string {
  return `${pattern} ${outline(actual)}`;
}

/** Which fields there are, and of what type. */
function outline(tree: Tree): string {
  if (isLeaf(tree)) return tree === null ? 'null' : typeof tree;
  // How much has been put into it differs from moment to moment.
  if (isList(tree)) return '[]';
  return `{${[...tree.entries]
    .map(([key, value]) => `${key}:${outline(value)}`)
    .sort()
    .join()}}`;
}

function valueText({ path, actual }: Change): string {
  return `${path} ${isLeaf(actual) ? leafText(actual) : ''}`;
}
