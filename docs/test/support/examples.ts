// The examples of the error pages that are run: each block with `run="…"` after its language, and the files beside it.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type CodeBlock, codeBlocks, readPage } from './markdown';

/** How a block is run. */
export const KINDS = [
  'activity',
  'bundle',
  'environment',
  'idempotency',
  'lint',
  'lint-settings',
  'program',
  'replay',
  'settings',
  'shell',
  'workflow',
] as const;

export type Kind = (typeof KINDS)[number];

export type Side = 'wrong' | 'right';

/** One block that is run, with the other files of the page's examples. */
export interface Example {
  readonly code: string;
  readonly side: Side;
  readonly kind: Kind;
  readonly block: CodeBlock;
  /** The `file="…"` blocks that lie beside it: those of its section, and for a right one those of the wrong section, too. */
  readonly files: readonly CodeBlock[];
  /** Tells apart the right examples of a page that shows several. */
  readonly index: number;
}

const FOLDER = '.cache/error-examples';
const FIXTURES = 'docs/test/fixtures';

/** The examples of an error's page that are run, in order. */
export function examplesOf(code: string): Example[] {
  const page = `docs/errors/${code}.md`;
  const sections = readPage(page).split(/^## /m);
  const blocksBelow = (heading: string) =>
    codeBlocks(page, sections.find((section) => section.startsWith(`${heading}\n`)) ?? '');
  const wrong = blocksBelow('Wrong');
  const right = blocksBelow('Right');
  return [...toExamples(code, 'wrong', wrong, []), ...toExamples(code, 'right', right, wrong)];
}

function toExamples(code: string, side: Side, blocks: CodeBlock[], others: CodeBlock[]): Example[] {
  return blocks.flatMap((block, index) => {
    if (block.run === undefined) return [];
    const kind = KINDS.find((each) => each === block.run);
    if (kind === undefined) throw new Error(`${block.page}: there is no kind of example ${block.run}.`);
    const files = [...others, ...blocks].filter((each) => each.file !== undefined && each !== block);
    return [{ code, side, kind, block, files, index }];
  });
}

/**
 * Writes an example, the files of its page, and what all pages share (`activities.ts`, `workflows.ts`, `policy.ts`) into a
 * folder of its own.
 *
 * @param edit what stands for names that only a reader's network has
 * @returns the file of the example
 */
export function writeExample(example: Example, edit: (text: string) => string = (text) => text): string {
  const { code, side, index, block, files } = example;
  // Below the repository, where a reader's imports of `@handrail/…` are found.
  const folder = resolve(FOLDER, `${code}-${side}-${index}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(FIXTURES, join(folder, 'shared'), { recursive: true });
  for (const name of readdirSync(FIXTURES)) writeFileSync(join(folder, name), fromShared(name));
  for (const { file = '', code: text } of files) write(join(folder, file), edit(text), file);
  const name = block.file ?? `example.${block.language === 'ts' ? 'ts' : block.language}`;
  write(join(folder, name), edit(block.code), name);
  return join(folder, name);
}

function write(path: string, text: string, name: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // A page's own activities are added to those that all pages share.
  const shared = readdirSync(FIXTURES).includes(name) ? `\n${fromShared(name)}` : '\n';
  writeFileSync(path, `${text}${shared}`);
}

function fromShared(name: string): string {
  return `export * from './shared/${name.replace(/\.ts$/, '')}';\n`;
}
