import { HR1022, type Problem } from '@handrail/errors';
import { webpackErrorText } from '../webpack-error-text';
import type { WebpackError } from '../webpack-types';
import { describeImport } from './describe-import';
import { fileFault, fileFaultText, lineOfPosition } from './file-fault';
import { shortestTree, type Step } from './find-culprits';
import { optionFault, resolutionFault } from './resolution-fault';
import { placeIn, placeOnly, showChain } from './show-chain';
import { showPath } from './source-place';
import { fileOf, type WebpackGraph, type WebpackImport } from './webpack-graph';

type ImportStep = Step<WebpackImport>;

/** HR1022 for each import that leads nowhere and each file that cannot be read as code. */
export function webpackProblems(graph: WebpackGraph, errors: readonly WebpackError[]): Problem[] {
  const tree = shortestTree(graph);
  const order = [...tree.keys()];
  const distance = (error: WebpackError): number => {
    const at = order.indexOf(fileOf(moduleOf(error)) ?? '');
    return at === -1 ? order.length : at;
  };
  const unresolved = new Map<string, Parameters<typeof HR1022.problem>[0]>();
  const sorted = [...errors].sort((a, b) => distance(a) - distance(b) || lineOfError(a) - lineOfError(b));
  for (const error of sorted) {
    const facts = factsOf(error, graph, tree.get(fileOf(moduleOf(error)) ?? '')?.() ?? []);
    const key = JSON.stringify(
      facts.kind === 'import' ? [facts.request, targetOf(facts.fault)] : [facts.at, facts.text],
    );
    const known = unresolved.get(key);
    const { at } = facts;
    if (known === undefined || at === undefined) unresolved.set(key, facts);
    else if (facts.kind === 'import') unresolved.set(key, { ...known, elsewhere: [...(known.elsewhere ?? []), at] });
  }
  return [...unresolved.values()].map((facts) => HR1022.problem(facts));
}

/** HR1022 for each import from an address on the web, of which webpack only says that it fits no script. */
export function webImports(graph: WebpackGraph): Problem[] {
  return [...shortestTree(graph)].flatMap(([file, chain]) =>
    (graph.imports.get(file) ?? []).flatMap((imported) => {
      const scheme = /^(https?):/.exec(imported.request)?.[1];
      if (scheme === undefined || imported.file !== undefined) return [];
      const steps = [...chain(), { from: file, import: imported }].map((step) => describeImport(graph, step));
      const at = steps.at(-1);
      const chainOfNames = [...showChain(chain(), file), imported.request];
      return [
        HR1022.problem({
          kind: 'import',
          request: imported.request,
          fault: { kind: 'scheme', scheme },
          ...(at !== undefined && { at: placeOnly(at) }),
          chain: chainOfNames,
          steps,
        }),
      ];
    }),
  );
}

function factsOf(
  error: WebpackError,
  graph: WebpackGraph,
  chain: readonly ImportStep[],
): Parameters<typeof HR1022.problem>[0] {
  const module = moduleOf(error);
  const file = fileOf(module);
  const steps = chain.map((step) => describeImport(graph, step));
  const scheme = /Reading from "([^"]+)" is not handled/.exec(error.message)?.[1];
  const last = steps.at(-1);
  // Webpack takes such a request for a file of its own.
  if (scheme !== undefined && last !== undefined) {
    const fault = resolutionFault(scheme, '', error.message);
    return { kind: 'import', request: last.request, fault, at: placeOnly(last), chain: showChain(chain), steps };
  }
  const request = file === undefined ? undefined : unresolvedRequest(error, graph, file);
  if (request !== undefined && file !== undefined) {
    const imported = graph.imports.get(file)?.find((each) => each.request === request);
    const step = imported === undefined ? undefined : describeImport(graph, { from: file, import: imported });
    return {
      kind: 'import',
      request,
      fault: (isEntry(file) ? optionFault : resolutionFault)(request, file, error.message),
      ...(isEntry(file)
        ? { at: { file: 'workflowInterceptorModules, interceptors.workflowModules of a worker, or preloadModules' } }
        : {
            at: step === undefined ? { file: showPath(file) } : placeOnly(step),
            chain: [...showChain(chain, file), request],
            steps: step === undefined ? steps : [...steps, step],
          }),
    };
  }
  const { text, frame, line, column } = webpackErrorText(error.message);
  const fault = fileFault(file, error.message);
  const ownText = fileFaultText(fault);
  const where =
    fault.kind === 'json' && file !== undefined
      ? placeIn(lineOfPosition(file, error.message), undefined)
      : ownText === undefined
        ? placeIn(line, column)
        : {};
  return {
    kind: 'file',
    text: ownText ?? text,
    fault,
    ...(file !== undefined && {
      at: { file: showPath(file), ...where },
      chain: showChain(chain, file),
    }),
    steps,
    ...(frame !== undefined && ownText === undefined && { frame }),
  };
}

// The SDK's, from which it imports what the options name; those of workflows and converters are looked at before.
function isEntry(file: string): boolean {
  return file.endsWith('-autogenerated-entrypoint.cjs');
}

// Webpack's words hold the request, except where the package's exports refuse it.
function unresolvedRequest(error: WebpackError, graph: WebpackGraph, file: string): string | undefined {
  if (error.name !== 'ModuleNotFoundError') return undefined;
  const { loc } = error as { loc?: { start?: { line: number; column?: number } } };
  const at = graph.imports
    .get(file)
    ?.find(
      ({ module, dependencies }) =>
        module === undefined &&
        dependencies.some(
          ({ loc: each }) => each?.start?.line === loc?.start?.line && each?.start?.column === loc?.start?.column,
        ),
    );
  return at?.request ?? /Can't resolve '([^']+)'/.exec(error.message)?.[1];
}

function lineOfError(error: WebpackError): number {
  return (error as { loc?: { start?: { line?: number } } }).loc?.start?.line ?? 0;
}

function targetOf(fault: { kind: string; tried?: readonly string[] }): string {
  return fault.tried?.[0] ?? fault.kind;
}

function moduleOf(error: WebpackError): object | null {
  return (error as { module?: object | null }).module ?? null;
}
