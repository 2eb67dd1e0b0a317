import type { Baseline } from './baseline';
import type { Judgement } from './judge';
import type { PlanEnd } from './plan';

/** The keys that the clean run has sent, by what they were sent to. */
export function cleanKeys({ args }: Baseline): ReadonlySet<string> {
  return new Set(
    args.execution.attempts.flatMap(({ passages }) =>
      passages.flatMap(({ effect: { label, key } }) => (key === undefined ? [] : [`${label} ${key}`])),
    ),
  );
}

/** Finds a key that one attempt has sent and the next one has replaced by another. */
export function findUnstableKey({ execution, expects }: PlanEnd, known: ReadonlySet<string>): Judgement | undefined {
  if (expects !== 'once') return undefined;
  const [first, ...later] = execution.attempts.map(({ passages }) => keysByLabel(passages));
  for (const keys of later) {
    for (const [label, sent] of keys) {
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
