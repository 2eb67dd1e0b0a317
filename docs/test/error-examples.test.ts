import { catalogue } from '@handrail/errors';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { untried } from './examples/untried';
import { type Example, examplesOf } from './support/examples';
import { ALONE, runAlone } from './support/run-alone';

const codes = catalogue.map(({ code }) => code);
const alone = codes.flatMap(examplesOf).filter(({ kind }) => ALONE.includes(kind));

describe.each(groupedByCode(alone))('%s', (code, examples) => {
  it.each(examples.map((example) => [`${example.side} code, block ${example.index} of its part`, example] as const))(
    '%s',
    async (_, example) => {
      expect(await runAlone(example)).toEqual(example.side === 'wrong' ? [code] : []);
    },
  );
});

describe.each(codes)('the page of %s', (code) => {
  it('has wrong code and right code that are run, or stands in the list of those that cannot be', () => {
    const examples = examplesOf(code);
    const sides = ['wrong', 'right'].filter((side) => examples.some((each) => each.side === side));
    expect(sides).toEqual(code in untried ? [] : ['wrong', 'right']);
  });
});

describe.each(Object.entries(untried))(
  '%s, which no example on its page can show,',
  (code, { because, test, by = code }) => {
    it('has a reason, and a test elsewhere that makes the mistake', () => {
      expect(because).toMatch(/\w+ \w+/);
      expect(existsSync(test), test).toBe(true);
      expect(readFileSync(test, 'utf8')).toContain(by);
    });
  },
);

function groupedByCode(examples: readonly Example[]): [string, Example[]][] {
  const found = [...new Set(examples.map(({ code }) => code))];
  return found.map((code) => [code, examples.filter((each) => each.code === code)]);
}
