import { type ErrorContext, HandrailError, HR1021, HR1022, HR1023, type Problem } from '@handrail/errors';
import { ImportChains } from '../import-chains';
import type { BundleReport } from './bundle-report';
import { webpackErrorText } from './webpack-error-text';

/**
 * The coded error in the place of what the SDK's bundler throws, with the import chains of the report; undefined for an error
 * that has nothing to do with bundling. The SDK's are plain `Error`s, so there is no class to keep.
 */
export function translateBundleError(error: unknown, report: BundleReport, context: ErrorContext): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const chains = new ImportChains(report.graph ?? { roots: [], imports: new Map() }, process.cwd());
  const [first, ...others] = bundleProblems(error.message, report, chains);
  return first === undefined ? undefined : new HandrailError([first, ...others], { ...context, cause: error });
}

function bundleProblems(message: string, report: BundleReport, chains: ImportChains): Problem[] {
  if (message.includes('importing the following disallowed modules')) {
    const modules = [...message.matchAll(/^ {2}- '(.+)'$/gm)].flatMap(([, module]) => module ?? []);
    return [HR1021.problem({ imports: modules.map((module) => importOf(module, chains)) })];
  }
  if (message.startsWith('Webpack finished with errors')) return webpackProblems(report, chains);
  // The text of webpack's runtime when it is about to load a chunk.
  if (message === 'Automatic publicPath is not supported in this browser') {
    return [
      HR1023.problem({ chains: report.dynamicImports.map(({ file, request }) => [...chains.toFile(file), request]) }),
    ];
  }
  return [];
}

function importOf(module: string, chains: ImportChains): { module: string; chain?: readonly string[] } {
  // The SDK's message leaves out `node:`, and matches a module by its beginning.
  const [found] = chains.toRequests((request) => request.replace(/^node:/, '') === module).values();
  return found === undefined ? { module } : { module, chain: found };
}

function webpackProblems({ errors }: BundleReport, chains: ImportChains): Problem[] {
  // Webpack reads a `node:` module itself as a file, before the SDK gets to judge it.
  const isNodeModule = (file: string | undefined): file is string => file?.startsWith('node:') === true;
  const nodeModules = errors.flatMap(({ file }) => (isNodeModule(file) ? file : []));
  const others = errors.filter(({ file }) => !isNodeModule(file));
  return [
    ...(nodeModules.length === 0
      ? []
      : [HR1021.problem({ imports: nodeModules.map((module) => ({ module, chain: chains.toFile(module) })) })]),
    ...(others.length === 0 && nodeModules.length > 0
      ? []
      : [
          HR1022.problem({
            errors: others.map(({ message, file }) => ({
              ...webpackErrorText(message),
              chain: file === undefined ? [] : chains.toFile(file),
            })),
          }),
        ]),
  ];
}
