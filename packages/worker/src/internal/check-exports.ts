import { logProblem } from '@handrail/common/host';
import { HR1024, type Links } from '@handrail/errors';
import { reportExports } from './bundle-report';
import { sourceOf } from './bundle-analysis/source-place';
import { entryImports } from './entry-imports';
import type { Compiler } from './webpack-types';

/** Warns (HR1024) where the workflow module exports no workflow by name, as far as the bundler knows its exports. */
export function checkExports(compiler: Compiler, workflowsPath: string, links: Links): void {
  compiler.hooks.done.tap('HandrailExports', ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    for (const { request, module, names: known } of entryImports(compilation)) {
      if (request !== workflowsPath) continue;
      const own = known === undefined ? loneExport(sourceOf(module)) : undefined;
      const names = known ?? (own && []);
      if (names === undefined) continue;
      reportExports(names);
      if (names.some((name) => name !== 'default' && name !== '__esModule')) continue;
      logProblem(HR1024.problem({ path: workflowsPath, onlyDefault: names.includes('default'), ...own }), { links });
    }
  });
}

/** What a module that is none of ES exports that has no name: nothing, being empty, or the function that it is. */
function loneExport(source: string): { readonly isFunction?: boolean } | undefined {
  const code = source.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '').trim();
  if (code === '' || /^(?:['"]use strict['"];?)?$/.test(code)) return {};
  const isFunction = /(?:^|[;}\n])\s*module\.exports\s*=\s*(?:async\b|function\b|class\b|\([^)]*\)\s*=>)/.test(code);
  const isNamed = /\bexports\s*(?:\.|\[)|\(\s*(?:module\.)?exports\s*,/.test(code);
  return isFunction && !isNamed ? { isFunction } : undefined;
}
