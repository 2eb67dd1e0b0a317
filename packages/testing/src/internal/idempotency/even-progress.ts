import { isLook } from './observe-steps';
import type { Facts } from './facts';
import type { PlanEnd } from './plan';

/** Whether a call that was stopped has done whole items of a batch, none of them half. */
export function isWholeItems(facts: Facts, end: PlanEnd): boolean {
  return isEvenProgress(
    facts.steps.flatMap(({ isEffect, effect: { label } }) => (isEffect && !isLook(label) ? [label] : [])),
    doneLabels(end),
  );
}

function doneLabels({ execution }: PlanEnd): string[] {
  return execution.attempts.flatMap(({ passages }) =>
    passages.filter(({ landed }) => landed).map(({ effect }) => effect.label),
  );
}

/** Whether of every kind of effect the same share is done: whole items of a batch, none of them half. */
function isEvenProgress(all: readonly string[], done: readonly string[]): boolean {
  const count = (labels: readonly string[], label: string) => labels.filter((each) => each === label).length;
  const shares = [...new Set(all)].map((label) => count(done, label) / count(all, label));
  return new Set(shares.map((share) => share.toFixed(6))).size <= 1;
}
