import { AsyncLocalStorage } from 'node:async_hooks';
import type { BundleImport, ImportGraph } from '../import-chains';
import type { Compilation, Compiler, WebpackError, WebpackModule } from './webpack-types';

/**
 * What the bundler knew when it was done. The SDK's errors carry none of it: the wrapper of the call that bundles opens a
 * report, the webpack plugin fills it in, and the wrapper words its error from it.
 */
export interface BundleReport {
  graph?: ImportGraph;
  /** Webpack's errors with the file they are about. */
  errors: readonly { readonly message: string; readonly file?: string | undefined }[];
  /** Files that hold an `import()` which became a chunk of its own. */
  dynamicImports: readonly { readonly file: string; readonly request: string }[];
  /** The names that the workflow module exports, as far as the bundler knows them. */
  workflowTypes: readonly string[];
}

const currentReport = new AsyncLocalStorage<BundleReport>();

/** Runs a call that bundles, with a new report for the bundle that it makes. */
export async function withBundleReport<T>(
  run: (report: BundleReport) => Promise<T>,
  onError: (error: unknown, report: BundleReport) => unknown,
): Promise<T> {
  const report: BundleReport = { errors: [], dynamicImports: [], workflowTypes: [] };
  try {
    return await currentReport.run(report, () => run(report));
  } catch (error) {
    throw onError(error, report);
  }
}

/** Notes what the workflow module exports in the report of the current call. */
export function reportExports(names: readonly string[]): void {
  const report = currentReport.getStore();
  if (report !== undefined) report.workflowTypes = names.filter((name) => name !== '__esModule');
}

/** Fills in the report of the call that the current webpack configuration is made for, if one was opened. */
export function reportBundle(compiler: Compiler): void {
  const report = currentReport.getStore();
  if (report === undefined) return;
  compiler.hooks.thisCompilation.tap('HandrailBundleReport', (compilation) => {
    // Later on webpack merges modules and moves their connections.
    compilation.hooks.finishModules.tap('HandrailBundleReport', (modules) => {
      report.graph = graphOf(compilation, modules);
      report.dynamicImports = dynamicImportsOf(modules);
    });
  });
  compiler.hooks.done.tap('HandrailBundleReport', ({ compilation }) => {
    report.errors = compilation.errors.map((error) => ({ message: error.message, file: fileOfError(error) }));
  });
}

function graphOf({ moduleGraph }: Compilation, modules: Iterable<WebpackModule>): ImportGraph {
  const imports = new Map<string, readonly BundleImport[]>();
  let roots: readonly string[] = [];
  for (const module of modules) {
    const file = fileOf(module);
    if (file === undefined) continue;
    const found = new Map<string, BundleImport>();
    for (const { dependency, module: imported } of moduleGraph.getOutgoingConnections(module)) {
      const request = requestOf(dependency);
      // Each name that is used of an import is a dependency of its own.
      if (request !== undefined && !found.has(request)) found.set(request, { request, file: fileOf(imported) });
    }
    if (moduleGraph.getIssuer(module) == null) roots = [...found.values()].flatMap(({ file }) => file ?? []);
    imports.set(file, [...found.values()]);
  }
  return { roots, imports };
}

function dynamicImportsOf(modules: Iterable<WebpackModule>): { file: string; request: string }[] {
  return [...modules].flatMap((module) => {
    const file = fileOf(module);
    if (file === undefined) return [];
    return module.blocks.flatMap(({ dependencies }) =>
      dependencies.map((dependency) => ({ file, request: requestOf(dependency) ?? 'import()' })),
    );
  });
}

function fileOfError(error: WebpackError): string | undefined {
  return fileOf((error as { module?: object | null }).module ?? null);
}

// Only modules that are read from somewhere have a resource; what is left out of the bundle has none.
function fileOf(module: object | null): string | undefined {
  const { resource } = (module ?? {}) as { resource?: unknown };
  return typeof resource === 'string' ? resource : undefined;
}

function requestOf(dependency: object | null): string | undefined {
  const { request } = (dependency ?? {}) as { request?: unknown };
  return typeof request === 'string' ? request : undefined;
}
