import { AsyncLocalStorage } from 'node:async_hooks';
import { HandrailError, type Links, type Problem } from '@handrail/errors';
import { importersOf } from '../import-chains';
import { forbiddenImports } from './bundle-analysis/forbidden-imports';
import { isForbiddenFor } from './bundle-analysis/forbidden-modules';
import { type BundleText, unloadableProblems, waitingModules } from './bundle-analysis/unloadable-bundles';
import { readGraph, type WebpackGraph, type WebpackImport } from './bundle-analysis/webpack-graph';
import { findAwaits } from './bundle-analysis/top-level-await';
import { ImportCycles } from './bundle-analysis/import-cycles';
import { webImports, webpackProblems } from './bundle-analysis/webpack-problems';
import type { Compilation, Compiler, WebpackError } from './webpack-types';
import type { Alias, TwiceExported } from './workflow-failures/workflow-facts';

/**
 * What the bundler knew when it was done. The SDK's errors carry none of it: the wrapper of the call that bundles opens a
 * report, the webpack plugin fills it in, and the wrapper words its error from it.
 */
export interface BundleReport {
  /** Which file imported each file first, for chains to files that are named later; all that is kept of the graph. */
  importers?: ReadonlyMap<string, string | undefined>;
  /** What keeps the bundle from being made. */
  problems: readonly Problem[];
  /** The project's files that import each other. */
  cycles?: ImportCycles;
  /** What `ignoreModules` has left out. */
  ignored?: readonly string[];
  /** Under which other names the project's files have what the sandbox lacks. */
  aliases?: AbsentAliases;
  /** The names that two modules export to a third. */
  twice?: ReadonlyMap<string, TwiceExported>;
  /** The files of the user's modules of workflow interceptors that export some. */
  interceptorModules?: readonly string[];
  /** Whether the bundle was made before the worker was. */
  readonly prebuilt?: boolean;
  /** The names that the workflow module exports, as far as the bundler knows them. */
  workflowTypes: readonly string[];
}

/** By their files, the names of modules for globals that the sandbox does not have. */
export type AbsentAliases = ReadonlyMap<string, readonly Alias[]>;

const currentReport = new AsyncLocalStorage<BundleReport>();

/** Runs a call that bundles, with a new report for the bundle that it makes. */
export async function withBundleReport<T>(
  run: (report: BundleReport) => Promise<T>,
  onError: (error: unknown, report: BundleReport) => unknown,
): Promise<T> {
  const report: BundleReport = { problems: [], workflowTypes: [] };
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

/** Notes where modules keep the names of absent globals, in the report of the current call. */
export function reportAliases(aliases: AbsentAliases): void {
  const report = currentReport.getStore();
  if (report !== undefined) report.aliases = aliases;
}

/** Notes which modules export interceptors in the report of the current call. */
export function reportInterceptorModules(modules: readonly string[]): void {
  const report = currentReport.getStore();
  if (report !== undefined) report.interceptorModules = modules;
}

/** Notes what two modules export in the report of the current call. */
export function reportTwice(twice: ReadonlyMap<string, TwiceExported>): void {
  const report = currentReport.getStore();
  if (report !== undefined) report.twice = twice;
}

/**
 * Fills in the report of the call that the current webpack configuration is made for, if one was opened.
 *
 * A bundle that was made and cannot work (HR1023, HR1025, HR1026) fails the build, whoever has called the bundler: it would
 * be found out by the worker, or by each of its executions.
 */
export function reportBundle(compiler: Compiler, ignoreModules: readonly string[], links: Links): void {
  const report = currentReport.getStore() ?? { problems: [], workflowTypes: [] };
  const awaits = findAwaits(compiler);
  const isForbidden = isForbiddenFor(ignoreModules);
  report.ignored = ignoreModules;
  let graph: WebpackGraph | undefined;
  let early: readonly WebpackError[] = [];
  let broken: readonly Problem[] = [];
  compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
    // Later on webpack merges modules and moves their connections.
    compilation.hooks.seal.tap(NAME, () => {
      early = [...compilation.errors];
      broken = [];
      graph = unlessItFails(undefined, () => readGraph(compilation));
      const found = graph;
      report.importers = found === undefined ? new Map() : importersOf(found);
      report.cycles = found && unlessItFails(undefined, () => new ImportCycles(found));
      report.problems = unlessItFails([], () => problemsOf(found, compilation, isForbidden));
    });
    compilation.hooks.afterProcessAssets.tap(NAME, (assets) => {
      const found = graph;
      if (found === undefined || report.problems.length > 0) return;
      broken = unlessItFails([], () => [
        ...waitingModules(found, compilation, awaits),
        ...unloadableProblems(found, textOfBundle(assets)),
      ]);
    });
  });
  compiler.hooks.done.tap(NAME, ({ compilation }) => {
    const found = graph;
    graph = undefined;
    if (found === undefined) return;
    const late = compilation.errors.filter((error) => !early.includes(error) && !isWebImport(error));
    report.problems = [...report.problems, ...unlessItFails([], () => webpackProblems(found, late))];
    const [first, ...others] = broken;
    if (compilation.errors.length > 0 || first === undefined) return;
    throw new HandrailError([first, ...others], { links });
  });
}

const NAME = 'HandrailBundleReport';

function problemsOf(
  graph: WebpackGraph | undefined,
  compilation: Compilation,
  isForbidden: (imported: WebpackImport) => boolean,
): Problem[] {
  if (graph === undefined) return [];
  const errors = compilation.errors.filter((error) => !isNodeScheme(error));
  return [
    ...forbiddenImports({ graph, compilation, isForbidden }),
    ...webImports(graph),
    ...webpackProblems(graph, errors),
  ];
}

// Whatever goes wrong in explaining an error must not take its place.
function unlessItFails<T>(otherwise: T, explain: () => T): T {
  try {
    return explain();
  } catch {
    return otherwise;
  }
}

function textOfBundle(assets: Compilation['assets']): BundleText {
  const texts = Object.values(assets).map((asset) => String(asset.source()));
  const holds = (text: string): boolean => texts.some((each) => each.includes(text));
  return {
    loadsChunks: holds('throw new Error("Automatic publicPath is not supported in this browser")'),
    asksBrowser: holds('document.baseURI) || self.location.href'),
  };
}

// What follows from an import of an address on the web, which has been reported.
function isWebImport({ message }: Error): boolean {
  return message.includes("use external type 'module' within a script");
}

// Webpack reads a `node:` module itself as a file, before the SDK gets to judge it; its import is reported as forbidden.
function isNodeScheme(error: object): boolean {
  const { module } = error as { module?: { resource?: unknown } | null };
  return typeof module?.resource === 'string' && module.resource.startsWith('node:');
}
