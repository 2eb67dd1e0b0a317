import type { Baseline } from './baseline';
import { isHandedOut } from './handed-out';
import type { Judgement } from './judgement';
import type { Passage } from './passage';
import type { PlanEnd } from './plan';
import { shortenKey } from './report/shorten';

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
  for (const [index, keys] of later.entries()) {
    const [one, another] = [execution.attempts[0], execution.attempts[index + 1]];
    // Who dies on the way may have offered a key that it would not have used.
    if (one === undefined || another?.outcome?.kind !== 'completed') continue;
    for (const [label, sent] of keys) {
      if (!effects.has(label)) continue;
      const earlier = first?.get(label) ?? [];
      const other = sent.find(({ key, at }, place) => {
        const former = earlier[place];
        return (
          former !== undefined &&
          // Nobody has heard of a key whose request never arrived.
          one.passages[former.at]?.landed === true &&
          earlier.every((each) => each.key !== key) &&
          sent.every((each) => each.key !== former.key) &&
          !known.has(`${label} ${key}`) &&
          !isHandedOut(key, another.passages.slice(0, at)) &&
          !isAdopted(former.key, another, at) &&
          !isAdopted(key, one, former.at)
        );
      });
      if (other === undefined) continue;
      const detail = `${label} was sent the key ${shortenKey(earlier[sent.indexOf(other)]?.key ?? '', 48)} and then ${shortenKey(other.key, 48)}`;
      return { verdict: 'UNSTABLE_KEY', detail, changes: [] };
    }
  }
  return undefined;
}

/** Whether an attempt offers a key to a store, which has one already and tells which, and goes on with that one. */
function isAdopted(key: string, { passages, outcome }: SentBy, offeredAt: number): boolean {
  if (!isHandedOut(key, passages.slice(offeredAt))) return false;
  return outcome?.kind !== 'completed' || passages.slice(offeredAt + 1).some(({ effect }) => effect.key === key);
}

type SentBy = Pick<PlanEnd['execution']['attempts'][number], 'passages' | 'outcome'>;

/** A key that was sent, and the place of the step among all. */
interface SentKey {
  readonly key: string;
  readonly at: number;
}

function keysByLabel(passages: readonly Passage[]): Map<string, SentKey[]> {
  const keys = new Map<string, SentKey[]>();
  for (const [at, { effect }] of passages.entries())
    if (effect.key !== undefined) keys.set(effect.label, [...(keys.get(effect.label) ?? []), { key: effect.key, at }]);
  return keys;
}
