import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { removeProse } from '../../tools/without-prose.mjs';

const entry = (disposition: string) => `import { defineError } from '../define-error';

export const HR2999 = defineError<{ subject: string }>({
  code: 'HR2999',
  title: 'A mistake',
  disposition: '${disposition}',
  head: ({ subject }) => \`\${subject} is a mistake.\`,
  why: () =>
    'because.',
  fix: () => 'mend it.',
  example: { subject: 'It' },
});
`;

it('leaves the prose out of what can be refused, and moves no line', () => {
  expect(
    removeProse('HR2999.ts', entry('refuse'))
      .split('\n')
      .map((line) => line.trimEnd()),
  ).toEqual([
    "import { defineError } from '../define-error';",
    '',
    'export const HR2999 = defineError<{ subject: string }>({',
    '  number: 2999  ,',
    '',
    '',
    '  head: ({ subject }) => `${subject} is a mistake.`,',
    '',
    '',
    '',
    '',
    '});',
    '',
  ]);
});

it('leaves all words out of what is only warned of', () => {
  const words = removeProse('HR2999.ts', entry('warn'));
  expect(words).not.toContain('mistake');
  expect(words).not.toContain('mend it');
  expect(words).toContain('number: 2999');
});

it('fails on what is no catalogue entry', () => {
  expect(() => removeProse('HR2999.ts', 'export const HR2999 = 1;')).toThrow(
    'HR2999.ts is no catalogue entry with title, why, fix, example.',
  );
});

it('knows every entry of the catalogue', () => {
  const folder = 'packages/errors/src/catalogue';
  for (const file of readdirSync(folder).filter((name) => /^HR\d{4}\.ts$/.test(name))) {
    expect(removeProse(file, readFileSync(`${folder}/${file}`, 'utf8')), file).not.toMatch(/^ {2}why:/m);
  }
});
