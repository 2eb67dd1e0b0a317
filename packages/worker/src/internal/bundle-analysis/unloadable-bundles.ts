import { HR1023, HR1025, HR1026, type Problem } from '@handrail/errors';
import type { Compilation } from '../webpack-types';
import { describeImport } from './describe-import';
import { shortestTree, type Step } from './find-culprits';
import { showChain } from './show-chain';
import { placeOf, showPath } from './source-place';
import { type WebpackGraph, type WebpackImport } from './webpack-graph';

type ImportStep = Step<WebpackImport>;

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
            steps: chains.map((chain) => chain.map((step) => describeImport(graph, step))),
          }),
        ]
      : []),
    ...addresses.map(([file, chain]) =>
      HR1026.problem({ places: addressPlaces(graph, file), chain: showChain(chain(), file) }),
    ),
  ];
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
    const facts = { chain: showChain(steps, file), steps: steps.map((step) => describeImport(graph, step)) };
    if (/\.wasm$/.test(file)) return [HR1025.problem({ cause: 'wasm', at: { file: showPath(file) }, ...facts })];
    const { buildMeta } = module as { buildMeta?: { async?: boolean } };
    if (buildMeta?.async !== true) return [];
    return [HR1025.problem({ cause: 'await', at: placeOf(module, { loc: awaits.get(module) }), ...facts })];
  });
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

function moduleFor({ modules }: WebpackGraph, file: string) {
  // Every file of the graph's tree is one of its modules, or an import that led to no module, which has no file.
  return modules.get(file) as NonNullable<ReturnType<typeof modules.get>>;
}
