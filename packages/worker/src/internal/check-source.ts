import { logProblem } from '@handrail/common/host';
import type { Links } from '@handrail/errors';
import { absentAliases, type Binding } from './bundle-analysis/absent-aliases';
import { type MadeFailure, madeFailures } from './bundle-analysis/dropped-failure-options';
import { type Place, placeOf, sourceOf } from './bundle-analysis/source-place';
import { visitPrograms } from './bundle-analysis/parsed-programs';
import { fileOf } from './bundle-analysis/webpack-graph';
import { reportAliases } from './bundle-report';
import { misspeltFailure } from './failure-options';
import type { Compiler, WebpackModule } from './webpack-types';
import type { Alias } from './workflow-failures/workflow-facts';

const NAME = 'HandrailSource';
const LIBRARY = /[\\/]node_modules[\\/]/;

/**
 * Reads the project's own modules while they are bundled for what no execution tells: options that `ApplicationFailure.create` drops
 * (HR2012), and the names under which they have what the sandbox lacks.
 */
export function checkSource(compiler: Compiler, links: Links): void {
  const made = new Map<WebpackModule, readonly MadeFailure[]>();
  const bound = new Map<WebpackModule, readonly Binding[]>();
  const aliases = new Map<string, readonly Alias[]>();
  reportAliases(aliases);
  const begin = () => {
    made.clear();
    bound.clear();
    aliases.clear();
  };
  visitPrograms(compiler, NAME, begin, (program, module) => {
    const file = fileOf(module);
    if (file === undefined || LIBRARY.test(file)) return;
    made.set(module, madeFailures(program));
    const bindings = absentAliases(program);
    if (bindings.length > 0) bound.set(module, bindings);
  });
  compiler.hooks.done.tap(NAME, ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    for (const [module, bindings] of bound) {
      const file = fileOf(module)?.replaceAll('\\', '/') ?? '';
      aliases.set(
        file,
        bindings.map(({ alias, name, start }) => ({ alias, name, line: placeAt(module, start).line ?? 0 })),
      );
    }
    for (const [module, failures] of made) {
      for (const { fields, start } of failures) {
        const { file, line } = placeAt(module, start);
        const place = line === undefined ? file : `${file}:${line}`;
        const options = Object.fromEntries(fields.map((field) => [field, true]));
        const subject = `ApplicationFailure.create in workflow code (${place})`;
        for (const problem of misspeltFailure(subject, options)) logProblem(problem, { links });
      }
    }
    // Whoever asks for the report later needs no module.
    made.clear();
    bound.clear();
  });
}

/** Where what begins at this character of the compiled module stands in its source. */
function placeAt(module: WebpackModule, start: number): Place {
  const lines = sourceOf(module).slice(0, start).split('\n');
  return placeOf(module, { loc: { start: { line: lines.length, column: lines.at(-1)?.length ?? 0 } } });
}
