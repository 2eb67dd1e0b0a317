import { logWarning } from '@handrail/common/host';
import { formatProblems, HR1024, type Links } from '@handrail/errors';
import { reportExports } from './bundle-report';
import type { Compiler } from './webpack-types';

/** Warns (HR1024) where the workflow module exports no workflow by name, as far as the bundler knows its exports. */
export function checkExports(compiler: Compiler, workflowsPath: string, links: Links): void {
  compiler.hooks.done.tap('HandrailExports', ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    const { moduleGraph, modules } = compilation;
    for (const module of modules) {
      // The generated entry point is the one that nothing imports.
      if (moduleGraph.getIssuer(module) != null) continue;
      for (const connection of moduleGraph.getOutgoingConnections(module)) {
        const { request } = connection.dependency as { request?: unknown } | { request?: undefined };
        if (request !== workflowsPath) continue;
        const names = moduleGraph.getExportsInfo(connection.module).getProvidedExports();
        // Of a CommonJS module they are not always known.
        if (!Array.isArray(names)) continue;
        reportExports(names);
        if (names.some((name) => name !== 'default' && name !== '__esModule')) continue;
        const problem = HR1024.problem({ path: workflowsPath, onlyDefault: names.includes('default') });
        logWarning(formatProblems([problem], { links }), { code: problem.code });
      }
    }
  });
}
