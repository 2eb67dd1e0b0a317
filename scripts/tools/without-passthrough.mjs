import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/**
 * An esbuild plugin that leaves out of a mirror's index what it re-exports from the SDK by name: the built file passes on all
 * exports of the SDK at once, in a hundredth of the space. A test compares the result with `sdk-surface.ts`.
 */
export function withoutPassthrough(sdk) {
  return {
    name: 'without-passthrough',
    setup({ onLoad }) {
      onLoad({ filter: /\/src\/index\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
        const passed = file.statements.filter(
          (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier?.text === sdk,
        );
        const contents = passed.reduceRight((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end), text);
        return { contents, loader: 'ts' };
      });
    },
  };
}
