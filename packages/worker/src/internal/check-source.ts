import { logProblem } from '@handrail/common/host';
import type { Links } from '@handrail/errors';
import { absentAliases } from './bundle-analysis/absent-aliases';
import { type MadeFailure, madeFailures } from './bundle-analysis/dropped-failure-options';
import { placeOf, sourceOf } from './bundle-analysis/source-place';
import { visitPrograms } from './bundle-analysis/parsed-programs';
import { fileOf } from './bundle-analysis/webpack-graph';
import { reportAliases } from './bundle-report';
import { misspeltFailure } from './failure-options';
import type { Compiler, WebpackModule } from './webpack-types';

const NAME = 'HandrailSource';
const LIBRARY = /[\\/]node_modules[\\/]/;

/**
 * Reads the project's own modules while they are bundled for what no execution tells: options that `ApplicationFailure.create` drops
 * (HR2012), and the names under which they have what the sandbox lacks.
 */
export function checkSource(compiler: Compiler, links: Links): void {
  const made = new Map<WebpackModule, readonly MadeFailure[]>();
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  reportAliases(aliases);
  const begin = () => {
    made.clear();
    aliases.clear();
  };
  visitPrograms(compiler, NAME, begin, (program, module) => {
    const file = fileOf(module);
    if (file === undefined || LIBRARY.test(file)) return;
    made.set(module, madeFailures(program));
    aliases.set(file.replaceAll('\\', '/'), absentAliases(program));
  });
  compiler.hooks.done.tap(NAME, ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    for (const [module, failures] of made) {
      for (const { fields, start } of failures) {
        const { file, line } = placeOf(module, { loc: { start: lineAt(sourceOf(module), start) } });
        const place = line === undefined ? file : `${file}:${line}`;
        const options = Object.fromEntries(fields.map((field) => [field, true]));
        const subject = `ApplicationFailure.create in workflow code (${place})`;
        for (const problem of misspeltFailure(subject, options)) logProblem(problem, { links });
      }
    }
  });
}

function lineAt(source: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = source.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}
