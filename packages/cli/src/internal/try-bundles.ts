import { relative, resolve } from 'node:path';
import { HandrailError } from '@handrail/errors';
import type { Terminal } from '../terminal';
import type { BundleEntries, BundleVerdict } from './check-result';
import { createProgress } from './progress';

interface TryOptions {
  readonly root: string;
  /** Only what lies in one of these; none for everything. */
  readonly paths: readonly string[];
  readonly terminal: Terminal;
}

/** Bundles workflows as a worker would, and tells what keeps the bundle from being made or loaded. */
export async function tryBundles(
  { entries, ignoreModules, hooks }: BundleEntries,
  { root, paths, terminal }: TryOptions,
): Promise<{ readonly bundles: BundleVerdict[]; readonly notExamined: { file: string; reason: string }[] }> {
  const wanted = entries.filter((entry) => isIn(entry, root, paths));
  const bundles: BundleVerdict[] = [];
  const notExamined: { file: string; reason: string }[] = [];
  if (wanted.length === 0) return { bundles, notExamined };
  const { bundleWorkflowCode, DefaultLogger } = await import('@handrail/worker');
  const progress = createProgress(terminal, 'bundles');
  for (const [index, entry] of wanted.entries()) {
    const file = relative(root, entry).replaceAll('\\', '/');
    try {
      await bundleWorkflowCode({
        workflowsPath: entry,
        logger: new DefaultLogger('ERROR', () => undefined),
        ignoreModules: [...ignoreModules],
      });
      bundles.push({ file, problems: [] });
    } catch (error) {
      if (!HandrailError.isInstance(error)) throw error;
      const [hook] = hooks;
      // An alias that the worker's own hook makes is not known here.
      if (hook !== undefined && error.problems.every(({ code }) => code === 'HR1022'))
        notExamined.push({
          file,
          reason: `it is not bundled: what the webpackConfigHook in ${hook} changes is not known`,
        });
      else bundles.push({ file, problems: error.problems });
    }
    progress.update(index + 1, wanted.length);
  }
  progress.end();
  return { bundles, notExamined };
}

function isIn(entry: string, root: string, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((path) => `${entry}/`.startsWith(`${resolve(root, path)}/`));
}
