import { logProblem } from '@handrail/common/host';
import { HR1024, type Links } from '@handrail/errors';
import { reportExports } from './bundle-report';
import { entryImports } from './entry-imports';
import type { Compiler } from './webpack-types';

/** Warns (HR1024) where the workflow module exports no workflow by name, as far as the bundler knows its exports. */
export function checkExports(compiler: Compiler, workflowsPath: string, links: Links): void {
  compiler.hooks.done.tap('HandrailExports', ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    for (const { request, names } of entryImports(compilation)) {
      if (request !== workflowsPath || names === undefined) continue;
      reportExports(names);
      if (names.some((name) => name !== 'default' && name !== '__esModule')) continue;
      logProblem(HR1024.problem({ path: workflowsPath, onlyDefault: names.includes('default') }), { links });
    }
  });
}
