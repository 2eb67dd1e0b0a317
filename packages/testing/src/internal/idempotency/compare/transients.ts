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
    for (const state of during) this.note(before, state, (found, text) => found.add(text));
    // What is there in the end was not only there in between.
    this.note(before, after, (found, text) => found.delete(text));
  }

  /** From the state before, not from that after: entries that come and entries that go would be taken for each other. */
  private note(before: Tree, state: Tree, note: (found: Set<string>, text: string) => void): void {
    for (const change of diffTrees({ before, expected: before, actual: state }, 'state', this.learned)) {
      if (change.isEntry && change.actual !== undefined) {
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
