import { disallowedModules, moduleMatches } from '@temporalio/worker/lib/workflow/bundler';
import type { WebpackImport } from './webpack-graph';

/** Whether the SDK's bundler refuses an import, or webpack does because of its scheme. */
export function isForbiddenFor(ignoreModules: readonly string[]): (imported: WebpackImport) => boolean {
  return ({ request, file, dependencies }) => {
    // The SDK looks at what stands in the source, and so finds what an alias replaces, too.
    const requests = [request, ...dependencies.flatMap((dependency) => dependency.request ?? [])];
    return requests.some((each) => {
      const module = each.replace(/^node:/, '');
      if (file?.startsWith('node:') === true) return true;
      return moduleMatches(module, disallowedModules) && !moduleMatches(module, [...ignoreModules]);
    });
  };
}
