import { logWarning } from '@handrail/common/host';
import { formatProblems, HR1017, type Links } from '@handrail/errors';
import { showPath } from './bundle-analysis/source-place';
import { fileOf } from './bundle-analysis/webpack-graph';
import { INTERCEPTORS, resolveInstalled } from './resolve-installed';
import type { Compiler } from './webpack-types';

/** Warns (HR1017) of modules of workflow interceptors that export none, as far as the bundler knows their exports. */
export function checkInterceptorModules(compiler: Compiler, paths: readonly string[], links: Links): void {
  const ours = [INTERCEPTORS, resolveInstalled(INTERCEPTORS)];
  const asked = new Set(paths.filter((path) => !ours.includes(path)));
  if (asked.size === 0) return;
  compiler.hooks.done.tap('HandrailInterceptorModules', ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    const { moduleGraph, modules } = compilation;
    for (const module of modules) {
      // The generated entry point is the one that nothing imports.
      if (moduleGraph.getIssuer(module) != null) continue;
      for (const connection of moduleGraph.getOutgoingConnections(module)) {
        const { request } = connection.dependency as { request?: string } | { request?: undefined };
        if (request === undefined || !asked.delete(request)) continue;
        const names = moduleGraph.getExportsInfo(connection.module).getProvidedExports();
        // Of a CommonJS module they are not always known.
        if (!Array.isArray(names) || names.includes('interceptors')) continue;
        const found = names.filter((name) => name !== '__esModule').sort();
        const shown = showPath(fileOf(connection.module) ?? request);
        const facts = { module: shown, found: found.length === 0 ? 'nothing' : found.join(', ') };
        const problem = HR1017.problem({ ...facts, mistake: 'missing' });
        logWarning(formatProblems([problem], { links }), { code: problem.code });
      }
    }
  });
}
