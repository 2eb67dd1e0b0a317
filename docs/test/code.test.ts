import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileBlocks } from './support/compile-blocks';
import { type CodeBlock, codeBlocks, listPages, readPage } from './support/markdown';

it(
  'compiles every TypeScript block of the docs and doc comments against the built packages',
  { timeout: 120_000 },
  () => {
    const blocks = [...listPages().flatMap((page) => codeBlocks(page, readPage(page))), ...docComments()];
    const unexpected = compileBlocks(
      blocks.filter(({ language, source }) => language === 'ts' && source === undefined),
    ).flatMap(({ block, errors }) => {
      const others = errors.filter(({ message }) => block.error === undefined || !message.includes(block.error));
      const lines = others.map(({ at, message }) => `${at}: ${message}`);
      const isMissing = block.error !== undefined && others.length === errors.length;
      return isMissing
        ? [`${block.page}:${block.line}: should fail to compile with "${block.error}"`, ...lines]
        : lines;
    });
    expect(unexpected.join('\n')).toBe('');
  },
);

it('has no TypeScript block under another name, which would not be compiled', () => {
  const pages = listPages().flatMap((page) => codeBlocks(page, readPage(page)));
  const others = pages.filter(({ language }) => ['typescript', 'tsx', 'js', 'javascript', ''].includes(language));
  expect(others.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
});

function docComments(): CodeBlock[] {
  const sources = [...readdirSync('packages').map((name) => join('packages', name, 'src')), 'eslint-plugin/src'];
  const files = sources.flatMap((source) =>
    readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(source, path)),
  );
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return text.includes(' * ```') ? codeBlocks(file, text, '* ') : [];
  });
}
