import { type ErrorContext, HandrailError, HR1021, HR1022, HR1023, HR2014, type Problem } from '@handrail/errors';
import type { BundleReport } from './bundle-report';

/**
 * The coded error in the place of what the SDK's bundler throws, with the import chains of the report; undefined for an error
 * that has nothing to do with bundling. The SDK's are plain `Error`s, so there is no class to keep.
 */
export function translateBundleError(error: unknown, report: BundleReport, context: ErrorContext): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  if (HandrailError.isInstance(error)) return undefined;
  const [first, ...others] = bundleProblems(error.message, report);
  return first === undefined ? undefined : new HandrailError([first, ...others], { ...context, cause: error });
}

function bundleProblems(message: string, { problems }: BundleReport): readonly Problem[] {
  if (message.includes('importing the following disallowed modules')) {
    const modules = [...message.matchAll(/^ {2}- '(.+)'$/gm)].flatMap(([, module]) => module ?? []);
    return [...problems, ...unexplained(modules, problems)];
  }
  if (message.startsWith('Webpack finished with errors')) {
    return problems.length > 0
      ? problems
      : [HR1022.problem({ kind: 'file', text: NO_REASON, fault: { kind: 'other' } })];
  }
  // Of the SDK's own configuration webpack thinks well.
  const refused = /^Invalid configuration object\.[^]*?\n - ([^\n]*?)(?:\. These properties are valid:.*)?$/m.exec(
    message,
  )?.[1];
  if (refused !== undefined) {
    const reason = `returns a configuration that webpack refuses: ${refused}`;
    return [HR2014.problem({ subject: 'The bundle', field: 'webpackConfigHook', value: 'a function', reason })];
  }
  // The text of webpack's runtime when it is about to load a chunk: of a bundle that was built before.
  if (message === 'Automatic publicPath is not supported in this browser') return [HR1023.problem({ chains: [] })];
  return [];
}

const NO_REASON = 'the bundler gave no reason';

// A hook of the user's may hide from us what the SDK has seen; its message leaves out `node:`.
function unexplained(modules: readonly string[], problems: readonly Problem[]): Problem[] {
  const explained = new Set(
    problems
      .flatMap(({ code, facts }) => (code === HR1021.code ? (facts as { modules: string[] }).modules : []))
      .map((module) => module.replace(/^node:/, '')),
  );
  return modules
    .filter((module) => !explained.has(module))
    .map((module) => HR1021.problem({ modules: [module], chain: [module], cures: [{ kind: 'module', module }] }));
}
