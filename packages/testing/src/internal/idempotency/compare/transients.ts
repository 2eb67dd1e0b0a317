import { shapeOf } from './canonical';
import type { Change } from './change';
import { diffTrees } from './diff';
import type { Learned } from './learned';
import { isLeaf, leafText, type Tree } from './tree';

/**
 * What a clean run makes and takes away again: locks, claims, temporary files. Where a crash leaves one behind, that is no
 * second effect.
 */
export class Transients {
  private readonly entries = new Set<string>();
  private readonly values = new Set<string>();

  constructor(
    before: Tree,
    after: Tree,
    during: readonly Tree[],
    private readonly learned: Learned,
  ) {
    for (const state of during) this.note(before, state, (found, text) => found.add(text));
    // What is there in the end was not only there in between.
    this.note(before, after, (found, text) => found.delete(text));
  }

  /** From the state before, not from that after: entries that come and entries that go would be taken for each other. */
  private note(before: Tree, state: Tree, note: (found: Set<string>, text: string) => void): void {
    for (const change of diffTrees({ before, expected: before, actual: state }, 'state', this.learned)) {
      if (change.isEntry && change.actual !== undefined) note(this.entries, this.entryText(change));
      else if (!change.isEntry && isLeaf(change.actual)) note(this.values, valueText(change));
    }
  }

  /** Whether something that there is more of is only left behind. */
  isLeftBehind(change: Change): boolean {
    if (change.kind !== 'more') return false;
    return change.isEntry
      ? change.actual !== undefined && this.entries.has(this.entryText(change))
      : this.values.has(valueText(change));
  }

  /** Whether nobody is harmed by it: a lock that expires, something temporary. */
  isHarmless({ path, actual, pattern }: Change): boolean {
    return LOCK_NAME.test(path) || (actual !== undefined && shapeOf(actual, pattern, this.learned).includes('«time»'));
  }

  private entryText({ pattern, actual }: Change): string {
    return `${pattern} ${shapeOf(actual, pattern, this.learned)}`;
  }
}

const LOCK_NAME = /lock|lease|mutex|semaphore|claim|te?mp\b|\.part|in_?flight|in_?progress/i;

function valueText({ path, actual }: Change): string {
  return `${path} ${isLeaf(actual) ? leafText(actual) : ''}`;
}
