import { defineError } from '../define-error';
import { type UnknownOption, unknownOptionFix, unknownOptionHead } from '../unknown-option';

type Facts =
  | { option: string; value: string; expected: string; remedy?: string }
  | UnknownOption
  | { specification: string; activities: readonly string[]; nearest?: string };

export const HR6010 = defineError<Facts>({
  code: 'HR6010',
  title: 'An option of an idempotency check is wrong',
  disposition: 'refuse',
  head: (facts) => {
    if ('unknownOption' in facts) return unknownOptionHead('The idempotency check', facts);
    if ('specification' in facts)
      return `The specification "${facts.specification}" belongs to no activity: there ${amount(facts.activities)}.`;
    const { option, value, expected } = facts;
    return `The option ${option} of the idempotency check is ${value}, but must be ${expected}.`;
  },
  why: () => 'the check would look at something else than was meant.',
  fix: (facts) => {
    if ('unknownOption' in facts) return unknownOptionFix(facts);
    if ('option' in facts) return facts.remedy ?? `give ${facts.option} as ${facts.expected}.`;
    return facts.nearest === undefined
      ? 'name an activity of the object that is checked, or leave it out.'
      : `write ${facts.nearest}.`;
  },
  example: {
    option: 'plans[0]',
    value: "'zombies'",
    expected: 'a kind of plan (crash, zombie, …) or the id of a plan',
    remedy: "write 'zombie'.",
  },
});

function amount(names: readonly string[]): string {
  if (names.length === 0) return 'is none';
  return names.length === 1 ? `is only ${names.join('')}` : `are ${names.join(', ')}`;
}
