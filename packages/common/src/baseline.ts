import { isRecord } from './is-record';

/** One tolerated violation: `where` is `file#symbol` for lint, `workflowType/activityType` or `workflowType` at run time. */
export interface BaselineEntry {
  /** An error code, or the name of a lint rule that has none: `handrail/no-busy-loop`. */
  readonly code: string;
  readonly where: string;
  /** How many distinct call sites there may have it. It may only fall. */
  readonly count: number;
}

/** The violations a codebase had when it adopted Handrail. */
export interface Baseline {
  readonly version: 1;
  readonly entries: readonly BaselineEntry[];
}

/** Reads a parsed baseline file. Returns the reason why it is none, naming the offending entry. */
export function readBaseline(json: unknown): Baseline | { readonly reason: string } {
  if (!isRecord(json)) return { reason: 'it is not a JSON object' };
  if (json['version'] !== 1) return { reason: `its version is ${JSON.stringify(json['version'])}, not 1` };
  const { entries } = json;
  if (!Array.isArray(entries)) return { reason: 'entries is not an array' };
  const seen = new Set<string>();
  for (const [index, entry] of (entries as unknown[]).entries()) {
    const at = `entries[${index}]`;
    if (!isRecord(entry)) return { reason: `${at} is not an object` };
    const { code, where, count } = entry;
    if (typeof code !== 'string' || !/^(?:HR\d{4}|handrail\/[a-z-]+)$/.test(code))
      return { reason: `${at}.code is not an error code` };
    if (typeof where !== 'string' || where === '') return { reason: `${at}.where is empty` };
    if (!Number.isSafeInteger(count) || (count as number) < 1)
      return { reason: `${at}.count is no positive whole number` };
    const key = `${code} ${where}`;
    if (seen.has(key)) return { reason: `${at} repeats ${key}` };
    seen.add(key);
  }
  return json as unknown as Baseline;
}

/** Decides, problem by problem, whether a baseline still tolerates it. */
export interface BaselineBudget {
  tolerates(code: string, where: string, site: string): boolean;
}

/**
 * The budget of a baseline: each new call site uses up one of its entry's count, a call site seen before is always decided the
 * same. A closure, because workflow bundles carry it.
 */
export function baselineBudget(entries: readonly BaselineEntry[]): BaselineBudget {
  const tolerated = new Map<BaselineEntry, Set<string>>();
  return {
    tolerates(code, where, site) {
      const entry = entries.find((each) => each.code === code && each.where === where);
      if (!entry) return false;
      const sites = tolerated.get(entry) ?? new Set();
      tolerated.set(entry, sites);
      // A site that was refused is not kept: the budget never grows back, and computed values make sites without end.
      if (sites.size < entry.count) sites.add(site);
      return sites.has(site);
    },
  };
}
