import { tokensOf } from './canonical';
import { isGeneratedId, type Learned } from './learned';
import type { Tree } from './tree';
import { visitLeaves } from './visit-leaves';

interface Ending {
  readonly state: Tree;
  readonly result: Tree;
}

/**
 * What the texts of a result say beside the ids of the state that stand in them, as in `t17 (attempt 1)`: known where two clean runs
 * say the same. As a whole such a text varies, as the id does.
 */
export class BesideIds {
  private readonly known: ReadonlyMap<string, string>;

  constructor(
    first: Ending,
    second: Ending,
    private readonly learned: Learned,
  ) {
    const [one, other] = [first, second].map((ending) => restsOf(ending, learned));
    this.known = new Map([...(one ?? [])].filter(([pattern, rest]) => other?.get(pattern) === rest));
  }

  differ(ending: Ending): boolean {
    if (this.known.size === 0) return false;
    const rests = restsOf(ending, this.learned);
    // Also where no id of the state stands in it any more: a receipt that was drawn anew, and is kept nowhere.
    return [...this.known].some(([pattern, rest]) => rests.get(pattern) !== rest);
  }
}

/** By place, the texts with their ids left blank; none for a place where a text has no id in it, or nothing else. */
function restsOf({ state, result }: Ending, learned: Learned): Map<string, string> {
  const rests = new Map<string, string[] | undefined>();
  let ids: RegExp | undefined;
  visitLeaves(result, 'result', learned, (leaf, pattern) => {
    if (!isGeneratedId(leaf, pattern, learned)) return;
    ids ??= anyOf(tokensOf(state, 'state', learned).map(({ token }) => wordOf(token)));
    const rest = typeof leaf === 'string' ? leaf.replace(ids, BLANK) : BLANK;
    const before = rests.has(pattern) ? rests.get(pattern) : [];
    rests.set(pattern, rest === BLANK || !rest.includes(BLANK) ? undefined : before && [...before, rest]);
  });
  return new Map(
    [...rests].flatMap(([pattern, texts]) => (texts === undefined ? [] : [[pattern, texts.sort().join()]])),
  );
}

function wordOf(token: string): string {
  return token.startsWith('"') ? (JSON.parse(token) as string) : token;
}

const BLANK = '«id»';

/** Any of some words, the longest first, and not within another word. */
function anyOf(words: readonly string[]): RegExp {
  const escaped = [...new Set(words)]
    .filter((word) => word !== '')
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return new RegExp(escaped.length === 0 ? '(?!)' : `(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`, 'g');
}
