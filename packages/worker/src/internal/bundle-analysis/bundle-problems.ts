import { HR1021, HR1022, HR1023, HR1025, HR1026, type Problem } from '@handrail/errors';
import type { Compilation, WebpackError } from '../webpack-types';
import { webpackErrorText } from '../webpack-error-text';
import { chooseCures, type CulpritContext } from './choose-cures';
import { describeImport } from './describe-import';
import { fileFault, fileFaultText, lineOfPosition } from './file-fault';
import { findCulprits, packageOf, shortestTree, type Step } from './find-culprits';
import { resolutionFault } from './resolution-fault';
import { placeOf, showPath } from './source-place';
import { fileOf, type WebpackGraph, type WebpackImport } from './webpack-graph';

type ImportStep = Step<WebpackImport>;

/** HR1021 for each thing that the project imports and the sandbox does not have. */
export function forbiddenImports(context: CulpritContext): Problem[] {
  const { graph, isForbidden } = context;
  return findCulprits(graph, isForbidden).map((culprit) => {
    const chain = culprit.modules[0]?.chain ?? [];
    return HR1021.problem({
      modules: culprit.modules.map(({ module, chain: each }) => each.at(-1)?.import.request ?? module),
      chain: showChain(chain),
      steps: chain.map((step) => describe(graph, step)),
      elsewhere: culprit.elsewhere.map((step) => placeOnly(describe(graph, step))),
      cures: chooseCures(culprit, context),
    });
  });
}

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

/** HR1023 and HR1026: what keeps a bundle that was made from being loaded. */
export function unloadableProblems(graph: WebpackGraph, { loadsChunks, asksBrowser }: BundleText): Problem[] {
  if (!loadsChunks && !asksBrowser) return [];
  const tree = shortestTree(graph);
  const found = [...tree].flatMap(([file, chain]) =>
    (graph.imports.get(file) ?? []).map((imported) => [...chain(), { from: file, import: imported }]),
  );
  const chains = found.filter((chain) => isChunk(graph, chain.at(-1)));
  // What WebAssembly is loaded from, its own error tells.
  const hasWasm = [...tree.keys()].some((file) => file.endsWith('.wasm'));
  const addresses = [...tree].filter(([file]) => makesAddress(graph, file));
  return [
    ...(loadsChunks && (chains.length > 0 || (addresses.length === 0 && !hasWasm))
      ? [
          HR1023.problem({
            chains: chains.map((chain) => showChain(chain)),
            steps: chains.map((chain) => chain.map((step) => describe(graph, step))),
          }),
        ]
      : []),
    ...addresses.map(([file, chain]) =>
      HR1026.problem({ places: addressPlaces(graph, file), chain: showChain(chain(), file) }),
    ),
  ];
}

/** HR1022 for each import from an address on the web, of which webpack only says that it fits no script. */
export function webImports(graph: WebpackGraph): Problem[] {
  return [...shortestTree(graph)].flatMap(([file, chain]) =>
    (graph.imports.get(file) ?? []).flatMap((imported) => {
      const scheme = /^(https?):/.exec(imported.request)?.[1];
      if (scheme === undefined || imported.file !== undefined) return [];
      const steps = [...chain(), { from: file, import: imported }].map((step) => describe(graph, step));
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

/** What the text of a bundle gives away. */
export interface BundleText {
  /** Its runtime works out from where to load further files. */
  readonly loadsChunks: boolean;
  /** Its runtime asks the browser for the page's address. */
  readonly asksBrowser: boolean;
}

/** HR1025 for each file that makes a promise of the workflow module, or of another module that the SDK loads. */
export function waitingModules(
  graph: WebpackGraph,
  { moduleGraph }: Compilation,
  awaits: ReadonlyMap<object, object>,
): Problem[] {
  const waiting = graph.roots.filter((root) => moduleGraph.isAsync(moduleFor(graph, root)));
  if (waiting.length === 0) return [];
  const isWaiting = (file: string): boolean => moduleGraph.isAsync(moduleFor(graph, file));
  return [...shortestTree({ ...graph, roots: waiting }, isWaiting)].flatMap(([file, chain]) => {
    const module = moduleFor(graph, file);
    const steps = chain();
    const facts = { chain: showChain(steps, file), steps: steps.map((step) => describe(graph, step)) };
    if (/\.wasm$/.test(file)) return [HR1025.problem({ cause: 'wasm', at: { file: showPath(file) }, ...facts })];
    const { buildMeta } = module as { buildMeta?: { async?: boolean } };
    if (buildMeta?.async !== true) return [];
    return [HR1025.problem({ cause: 'await', at: placeOf(module, { loc: awaits.get(module) as never }), ...facts })];
  });
}

/** The names along a chain: project files by path, packages once by name. */
export function showChain(chain: readonly ImportStep[], end?: string): string[] {
  const last = chain.at(-1);
  const files = [...chain.map(({ from }) => from), ...(end === undefined ? [] : [end])];
  const names = files.map((file) => packageOf(file) ?? showPath(file));
  const shown = names.filter((name, index) => name !== names[index - 1]);
  return end === undefined && last !== undefined ? [...shown, last.import.request] : shown;
}

function factsOf(
  error: WebpackError,
  graph: WebpackGraph,
  chain: readonly ImportStep[],
): Parameters<typeof HR1022.problem>[0] {
  const module = moduleOf(error);
  const file = fileOf(module);
  const steps = chain.map((step) => describe(graph, step));
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
    const step = imported === undefined ? undefined : describe(graph, { from: file, import: imported });
    return {
      kind: 'import',
      request,
      fault: resolutionFault(request, file, error.message),
      at: step === undefined ? { file: showPath(file) } : placeOnly(step),
      chain: [...showChain(chain, file), request],
      steps: step === undefined ? steps : [...steps, step],
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

function placeIn(line: number | undefined, column: number | undefined): { line?: number; column?: number } {
  return { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
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

function isChunk(graph: WebpackGraph, step: ImportStep | undefined): boolean {
  if (step === undefined) return false;
  const blocks = graph.modules.get(step.from)?.blocks ?? [];
  return blocks.some((block) =>
    block.dependencies.some((dependency) => step.import.dependencies.includes(dependency as never)),
  );
}

const ADDRESS = /\bnew\s+URL\s*\([^;]*?\bimport\.meta\.url\b/g;

function makesAddress(graph: WebpackGraph, file: string): boolean {
  return addressPlaces(graph, file).length > 0;
}

function addressPlaces(graph: WebpackGraph, file: string) {
  const module = moduleFor(graph, file);
  const text: unknown = module.originalSource()?.source();
  if (typeof text !== 'string' || !text.includes('import.meta.url')) return [];
  return [...text.matchAll(ADDRESS)].map(({ index }) => {
    const before = text.slice(0, index).split('\n');
    return placeOf(module, { loc: { start: { line: before.length, column: before.at(-1)?.length ?? 0 } } });
  });
}

function targetOf(fault: { kind: string; tried?: readonly string[] }): string {
  return fault.tried?.[0] ?? fault.kind;
}

function moduleFor({ modules }: WebpackGraph, file: string) {
  // Every file of the graph's tree is one of its modules, or an import that led to no module, which has no file.
  return modules.get(file) as NonNullable<ReturnType<typeof modules.get>>;
}

function moduleOf(error: WebpackError): object | null {
  return (error as { module?: object | null }).module ?? null;
}

function describe(graph: WebpackGraph, step: ImportStep) {
  return describeImport(graph, step);
}

function placeOnly<Place extends { file: string; line?: number; column?: number }>({ file, line, column }: Place) {
  return { file, ...placeIn(line, column) };
}
