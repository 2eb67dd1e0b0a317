import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { catalogue, RETIRED_CODES } from '@handrail/errors';
import { describe, expect, it } from 'vitest';

const HEADINGS = ['When you see it', 'Why', 'Wrong', 'Right', 'How to check that it is fixed'];

// The scaffold leaves this where somebody has to write.
const UNWRITTEN = /\bWRITE\b/;

it('has a page for each error, given or retired, and no page for an error that does not exist', () => {
  const pages = readdirSync('docs/errors').filter((name) => name !== 'index.md');
  const codes = [...catalogue.map(({ code }) => code), ...Object.keys(RETIRED_CODES)];
  expect(pages.sort()).toEqual(codes.sort().map((code) => `${code}.md`));
});

describe.each(catalogue.map(({ code }) => code))('%s', (code) => {
  it('has a page with all sections, in order, each with something in it', () => {
    const page = readFileSync(`docs/errors/${code}.md`, 'utf8');
    const sections = page.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(HEADINGS);
    for (const section of sections) {
      const [heading, ...body] = section.split('\n');
      expect(body.join('\n').trim().length, `${code}.md, section "${heading}"`).toBeGreaterThan(20);
    }
    expect(page).not.toMatch(UNWRITTEN);
  });

  it('is raised somewhere', () => {
    const used = new RegExp(`\\b${code}\\b`);
    expect(sourceFiles().filter((file) => used.test(codeAlone(readFileSync(file, 'utf8'))))).not.toEqual([]);
  });

  it('has a test of its wording', () => {
    expect(existsSync(`packages/errors/test/catalogue/${code}.test.ts`)).toBe(true);
  });
});

function sourceFiles(): string[] {
  const folders = [
    ...readdirSync('packages').map((name) => `packages/${name}/src`),
    'eslint-plugin/src',
    'scripts/tools',
  ];
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|mjs)$/.test(path) && !/^HR\d{4}\.ts$/.test(path.split('/').at(-1) ?? ''))
      .map((path) => `${folder}/${path}`),
  );
}

/** A source without what only mentions an error: comments, strings, imports and re-exports. */
function codeAlone(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^(import|export) [^;=]*? from '[^']*';/gm, '')
    .replace(/'[^'\n]*'/g, "''");
}
