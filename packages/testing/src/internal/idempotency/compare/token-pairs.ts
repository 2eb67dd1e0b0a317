/** Which generated id of one state stands for which of the other. */
export class TokenPairs {
  private readonly spaces = new Map<string, Pairs>();

  /** Whether two ids may be taken for the same, as all pairs before them allow. */
  isSame(expected: string, actual: string, pattern: string): boolean {
    const space = spaceOf(expected, pattern);
    if (space === '') {
      // What refers to a row has the id of one of the rows.
      const known = [...this.spaces].filter(([name, { forward }]) => name !== '' && forward.has(expected));
      if (known.length > 0) return known.some(([, { forward }]) => forward.get(expected) === actual);
    }
    let pairs = this.spaces.get(space);
    if (pairs === undefined) {
      pairs = { forward: new Map(), backward: new Map() };
      this.spaces.set(space, pairs);
    }
    const [known, other] = [pairs.forward.get(expected), pairs.backward.get(actual)];
    if (known === undefined && other === undefined) {
      pairs.forward.set(expected, actual);
      pairs.backward.set(actual, expected);
      return true;
    }
    return known === actual && other === expected;
  }
}

interface Pairs {
  readonly forward: Map<string, string>;
  readonly backward: Map<string, string>;
}

/**
 * Two collections that count their own ids may be in step by chance: row 1 of the one is not row 1 of the other. Ids that are
 * no small numbers are the same wherever they stand.
 */
function spaceOf(token: string, pattern: string): string {
  return /^\d{1,9}$/.test(token) && OWN_ID.test(pattern) ? pattern : '';
}

const OWN_ID = /\.(\[\]|\{\})\.(id|no|number|seq|serial)$/;
