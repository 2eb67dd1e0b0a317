import { logProblem } from '@handrail/common/host';
import { HR1017, type Links } from '@handrail/errors';
import { reportInterceptorModules } from './bundle-report';
import { showPath } from './bundle-analysis/source-place';
import { findLostInterceptors } from './bundle-analysis/made-interceptors';
import { fileOf } from './bundle-analysis/webpack-graph';
import { entryImports } from './entry-imports';
import { CHECKED_INTERCEPTORS, INTERCEPTORS, resolveInstalled } from './resolve-installed';
import type { Compiler } from './webpack-types';

/** Warns (HR1017) of modules of workflow interceptors that export none, or make none, as far as their code says. */
export function checkInterceptorModules(compiler: Compiler, paths: readonly string[], links: Links): void {
  const ours = [INTERCEPTORS, CHECKED_INTERCEPTORS].flatMap((name) => [name, resolveInstalled(name)]);
  const asked = new Set(paths.filter((path) => !ours.includes(path)));
  if (asked.size === 0) return;
  const lost = findLostInterceptors(compiler);
  compiler.hooks.done.tap('HandrailInterceptorModules', ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    const modules: string[] = [];
    for (const { request, module, names } of entryImports(compilation)) {
      if (!asked.delete(request)) continue;
      if (names === undefined || names.includes('interceptors')) {
        const shown = showPath(fileOf(module) ?? request);
        modules.push(shown);
        const found = lost.get(module);
        if (found !== undefined) logProblem(HR1017.problem({ module: shown, mistake: 'lost', found }), { links });
        continue;
      }
      const found = names.filter((name) => name !== '__esModule').sort();
      const shown = showPath(fileOf(module) ?? request);
      const facts = { module: shown, found: found.length === 0 ? 'nothing' : found.join(', ') };
      logProblem(HR1017.problem({ ...facts, mistake: 'missing' }), { links });
    }
    reportInterceptorModules(modules);
  });
}
