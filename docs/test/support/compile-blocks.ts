import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './markdown';

const FOLDER = '.cache/docs-code';
const FIXTURES = 'docs/test/fixtures';

// How a user would compile: the published types, resolved by name.
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

/** A block and what the compiler says of it, each message with its place on the page. */
export interface CompiledBlock {
  readonly block: CodeBlock;
  readonly errors: readonly { readonly at: string; readonly message: string }[];
}

/**
 * Compiles the blocks of all pages against the built packages, in one program. Each page has a folder of its own, in which
 * its `file="…"` blocks lie under their names, beside the fixtures that examples share.
 */
export function compileBlocks(blocks: readonly CodeBlock[]): CompiledBlock[] {
  rmSync(FOLDER, { recursive: true, force: true });
  const files = new Map<string, CodeBlock>();
  for (const page of new Set(blocks.map((block) => block.page))) {
    const ofPage = blocks.filter((block) => block.page === page);
    const folder = join(FOLDER, page.replaceAll(/[^\w]+/g, '-'));
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(FIXTURES)) {
      writeFileSync(join(folder, name), `export * from '${relativeToFixtures(name)}';\n`);
    }
    for (const [index, block] of ofPage.entries()) {
      const path = join(folder, block.file ?? `block-${index + 1}.ts`);
      const shared = readdirSync(FIXTURES).includes(block.file ?? '')
        ? `\nexport * from '${relativeToFixtures(block.file ?? '')}';`
        : '\nexport {};';
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${block.code}${shared}\n`);
      files.set(resolve(path), block);
    }
  }
  const program = ts.createProgram([...files.keys()], OPTIONS);
  return [...files].map(([path, block]) => {
    const source = program.getSourceFile(path);
    const diagnostics = source === undefined ? [] : ts.getPreEmitDiagnostics(program, source);
    return {
      block,
      errors: diagnostics.map(({ messageText, start = 0 }) => ({
        at: `${block.page}:${block.line + (source?.getLineAndCharacterOfPosition(start).line ?? 0)}`,
        message: ts.flattenDiagnosticMessageText(messageText, '\n'),
      })),
    };
  });
}

function relativeToFixtures(name: string): string {
  return `../../../${FIXTURES}/${name.replace(/\.ts$/, '')}`;
}
