/** Which parts of a state do not matter, as the user has declared, and which of the declarations were of use. */
export class IgnorePaths {
  private readonly patterns: { readonly text: string; readonly steps: readonly string[] }[];
  private readonly met = new Set<string>();
  private readonly verdicts = new Map<string, boolean>();

  constructor(
    ignore: readonly string[],
    private readonly worlds: readonly string[],
  ) {
    this.patterns = ignore.map((text) => ({ text, steps: stepsOf(text) }));
  }

  get isEmpty(): boolean {
    return this.patterns.length === 0;
  }

  /** The declarations that matched nothing: most likely misspelt. */
  get unmet(): string[] {
    return this.patterns.filter(({ text }) => !this.met.has(text)).map(({ text }) => text);
  }

  /** Whether the place at `path` is left out. Keys of maps and rows between the named steps may be anything. */
  matches(path: readonly string[]): boolean {
    const key = path.join('\u0000');
    const known = this.verdicts.get(key);
    if (known !== undefined) return known;
    const found = this.patterns.find(({ steps }) => this.matchesSteps(steps, path));
    if (found !== undefined) this.met.add(found.text);
    if (this.verdicts.size < 10_000) this.verdicts.set(key, found !== undefined);
    return found !== undefined;
  }

  private matchesSteps(steps: readonly string[], path: readonly string[]): boolean {
    const [only] = this.worlds;
    if (this.worlds.length === 1 && steps[0] === only && path[0] !== only && steps.length > 1)
      return isAlong(steps.slice(1), path);
    return isAlong(steps, path);
  }
}

// The first step must begin the path and the last one end it.
function isAlong(steps: readonly string[], path: readonly string[]): boolean {
  if (steps.length > path.length || steps[0] !== path[0] || steps.at(-1) !== path.at(-1)) return false;
  let index = 0;
  for (const step of path) if (step === steps[index]) index += 1;
  return index >= steps.length;
}

function stepsOf(text: string): string[] {
  return text
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .filter((step) => step !== '' && step !== '*');
}
