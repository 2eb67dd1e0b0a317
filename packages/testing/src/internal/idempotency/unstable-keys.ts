import type { Baseline } from './baseline';
import type { Judgement } from './judgement';
import type { PlanEnd } from './plan';

/** What the clean run has sent. */
export interface KnownKeys {
  /** Its keys, each with what it was sent to. */
  readonly keys: ReadonlySet<string>;
  /** What it has changed something by: of what is only read, the key does not matter. */
  readonly effects: ReadonlySet<string>;
}

export function cleanKeys({ args, facts }: Baseline): KnownKeys {
  const passages = args.execution.attempts.flatMap((attempt) => attempt.passages);
  return {
    keys: new Set(passages.flatMap(({ effect: { label, key } }) => (key === undefined ? [] : [`${label} ${key}`]))),
    effects: new Set(facts.steps.flatMap(({ isEffect, effect }) => (isEffect ? [effect.label] : []))),
  };
}

/** Finds a key that one attempt has sent and the next one has replaced by another. */
export function findUnstableKey(
  { execution, expects }: PlanEnd,
  { keys: known, effects }: KnownKeys,
): Judgement | undefined {
  if (expects !== 'once') return undefined;
  const [first, ...later] = execution.attempts.map(({ passages }) => keysByLabel(passages));
  for (const keys of later) {
    for (const [label, sent] of keys) {
      if (!effects.has(label)) continue;
      const before = first?.get(label) ?? [];
      const index = sent.findIndex(
        (key, at) =>
          at < before.length &&
          !before.includes(key) &&
          !sent.includes(before[at] ?? '') &&
          !known.has(`${label} ${key}`),
      );
      if (index >= 0) {
        const detail = `${label} was sent the key ${shorten(before[index])} and then ${shorten(sent[index])}`;
        return { verdict: 'UNSTABLE_KEY', detail, changes: [] };
      }
    }
  }
  return undefined;
}

function keysByLabel(
  passages: readonly { readonly effect: { readonly label: string; readonly key?: string | undefined } }[],
): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { effect } of passages)
    if (effect.key !== undefined) keys.set(effect.label, [...(keys.get(effect.label) ?? []), effect.key]);
  return keys;
}

function shorten(key = ''): string {
  return key.length > 48 ? `${key.slice(0, 47)}…` : key;
}
