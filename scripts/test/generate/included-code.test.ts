import { expect, it } from 'vitest';
import { withSources } from '../../generate/included-code.mjs';

const SOURCE = ['const a = 1;', '  // #region two', '  const b = 2;', '', '    // c', '  // #endregion two', ''].join(
  '\n',
);
const read = async (path: string) => (path === 'code.ts' ? SOURCE : Promise.reject(new Error('ENOENT')));

it('fills a block with the region that it names, without its indent', async () => {
  const page = ['Before', '```ts source="code.ts#two"', 'old', '```', 'After'].join('\n');
  expect(await withSources('page.md', page, read)).toBe(
    ['Before', '```ts source="code.ts#two"', 'const b = 2;', '', '  // c', '```', 'After'].join('\n'),
  );
});

it('fills a block with a whole file where it names no region', async () => {
  const page = ['```ts source="code.ts"', '```', ''].join('\n');
  expect(await withSources('page.md', page, read)).toBe(
    ['```ts source="code.ts"', ...SOURCE.trimEnd().split('\n'), '```', ''].join('\n'),
  );
});

it('leaves other blocks alone', async () => {
  const page = ['```ts', 'const x = 1;', '```'].join('\n');
  expect(await withSources('page.md', page, read)).toBe(page);
});

it('names the page and line of a source that is not there', async () => {
  await expect(withSources('page.md', '```ts source="other.ts"\n```', read)).rejects.toThrow(
    'page.md:1: other.ts cannot be read.',
  );
  await expect(withSources('page.md', '\n```ts source="code.ts#three"\n```', read)).rejects.toThrow(
    'page.md:2: code.ts has no region "three".',
  );
  await expect(withSources('page.md', '```ts source="code.ts"', read)).rejects.toThrow(
    'page.md:1: the code block is never closed.',
  );
});
