import { defineError } from '../define-error';

type Facts =
  | { option: string; value: string; expected: string; remedy?: string }
  | { unknownOption: string; options: readonly string[]; nearest?: string }
  | { specification: string; activities: readonly string[]; nearest?: string };

export const HR6010 = defineError<Facts>({
  code: 'HR6010',
  title: 'An option of an idempotency check is wrong',
  disposition: 'refuse',
  head: (facts) => {
    if ('unknownOption' in facts) return `The idempotency check has no option ${facts.unknownOption}.`;
    if ('specification' in facts)
      return `The specification "${facts.specification}" belongs to no activity: there ${amount(facts.activities)}.`;
    const { option, value, expected } = facts;
    return `The option ${option} of the idempotency check is ${value}, but must be ${expected}.`;
  },
  why: () => 'the check would look at something else than was meant.',
  fix: (facts) => {
    if ('option' in facts) return facts.remedy ?? `give ${facts.option} as ${facts.expected}.`;
    if (facts.nearest !== undefined) return `write ${facts.nearest}.`;
    return 'unknownOption' in facts
      ? `leave it out; the options are ${facts.options.join(', ')}.`
      : 'name an activity of the object that is checked, or leave it out.';
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
