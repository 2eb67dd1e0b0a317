// The command lines that pages name are those that the command takes.
import { expect, it } from 'vitest';
import { commands } from '../../packages/cli/src/commands';
import { listPages, readPage } from './support/markdown';

const COMMON = ['--json', '--no-color', '--help', '--version'];

/** What is wrong with the words that follow `handrail`; undefined for a line that the command understands. */
function faultOf(words: string): string | undefined {
  const known = commands.filter(({ name }) => words === name || words.startsWith(`${name} `));
  const [first = ''] = words.split(' ');
  if (first.startsWith('-')) return COMMON.includes(first) ? undefined : `has no option ${first}`;
  const isGroup = commands.some(({ name }) => name === first || name.startsWith(`${first} `));
  if (!isGroup) return `has no command ${first}`;
  const flags = known.flatMap(({ options = [] }) => options.flatMap((option) => option.flags.match(/--[\w-]+/g) ?? []));
  const wrong = (words.match(/(?<= )--[\w-]+/g) ?? []).find((flag) => ![...COMMON, ...flags].includes(flag));
  return known.length > 0 && wrong !== undefined ? `${first} has no option ${wrong}` : undefined;
}

/** What follows `handrail` in code, up to where another command begins; the wrong code of a page is meant to be wrong. */
function commandLines(page: string): string[] {
  const text = readPage(page).replace(/^## Wrong\n[^]*?(?=^## )/m, '');
  // A full stop or a colon ends the command, as a sentence about it goes on.
  const lines = text.matchAll(/(?:`|\bnpx |^)handrail ([a-z-][^`\n|&;)>]*?)(?=[.:,]?(?:\s|$)*[`\n|&;)>]|[.:,]\s|$)/gm);
  return [...lines].map(([, words = '']) => words.trim());
}

it('has the commands and options that pages name', () => {
  const faults = listPages().flatMap((page) =>
    commandLines(page).flatMap((words) => {
      const fault = faultOf(words);
      return fault === undefined ? [] : [`${page}: handrail ${words}: the command ${fault}`];
    }),
  );
  expect(faults).toEqual([]);
});

it.each([
  ['restore', 'has no command restore'],
  ['why order-17 --wacth', 'why has no option --wacth'],
  ['sla check --wait', 'sla has no option --wait'],
  ['--verbose', 'has no option --verbose'],
])('notices that there is no handrail %s', (words, fault) => {
  expect(faultOf(words)).toBe(fault);
});

it.each(['why order-17 --watch', 'sla', 'explain HR2004', 'dev --port 7300 --json', '--help'])(
  'knows handrail %s',
  (words) => {
    expect(faultOf(words)).toBeUndefined();
  },
);
