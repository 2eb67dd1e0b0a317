import { defineError } from '../define-error';
import { type UnknownOption, unknownOptionFix, unknownOptionHead } from '../unknown-option';

export const HR6021 = defineError<{ option: string; value: string; expected: string } | UnknownOption>({
  code: 'HR6021',
  title: 'An option of a rehearsal is wrong',
  disposition: 'refuse',
  head: (facts) =>
    'unknownOption' in facts
      ? unknownOptionHead('The rehearsal', facts)
      : `The option ${facts.option} of the rehearsal is ${facts.value}, but must be ${facts.expected}.`,
  why: () =>
    'the rehearsal would repeat nothing, or something else than was meant, and its report would say that all is well.',
  fix: (facts) => ('unknownOption' in facts ? unknownOptionFix(facts) : `give ${facts.option} as ${facts.expected}.`),
  example: { option: 'rate', value: '7', expected: 'a number from 0 to 1' },
});
