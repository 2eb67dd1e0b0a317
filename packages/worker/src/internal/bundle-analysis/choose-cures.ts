import { basename } from 'node:path';
import type { HR1021 } from '@handrail/errors';
import type { Compilation, WebpackModule } from '../webpack-types';
import { readManifest, requestTo } from './code-files';
import { describeImport, isForTypesOnly, namesOf } from './describe-import';
import { type Culprit, packageOf, reachesForbidden, type Step } from './find-culprits';
import { showPath, sourceOf } from './source-place';
import { fileOf, type WebpackGraph, type WebpackImport } from './webpack-graph';

export type Cure = Parameters<typeof HR1021.problem>[0]['cures'][number];

/** What is known of the bundle that a culprit was found in. */
export interface CulpritContext {
  readonly graph: WebpackGraph;
  readonly compilation: Compilation;
  readonly isForbidden: (imported: WebpackImport) => boolean;
}

type ImportStep = Step<WebpackImport>;

/** The remedies that fit a culprit, the cheapest first: what can stay where it is, what has to move, what can be left out. */
export function chooseCures(culprit: Culprit<WebpackImport>, context: CulpritContext): Cure[] {
  const chain = culprit.modules[0]?.chain ?? [];
  const cut =
    typesOnlyCure(chain, context) ??
    ownSideCure(chain, context) ??
    entryCure(chain, context) ??
    barrelCure(chain, context) ??
    constantsCure(chain, context) ??
    activitiesCure(chain, context);
  if (cut !== undefined) return [cut];
  const modules = culprit.modules.map(({ module }) => module);
  return [...moveCure(culprit, chain, context), ...ignoreCure(culprit, chain, modules)];
}

function typesOnlyCure(chain: readonly ImportStep[], { graph, compilation }: CulpritContext): Cure | undefined {
  const step = chain.find((each) => packageOf(each.from) === undefined && isForTypesOnly(graph, compilation, each));
  if (step === undefined) return undefined;
  const { kind, request, ...at } = placed(graph, step);
  const names = kind === 're-export' ? namesOf(step.import) : undefined;
  return { kind: 'types-only', at, request, ...(names !== undefined && { reExported: names }) };
}

// A file that is only passed through: what is used of it comes from elsewhere, from where nothing forbidden is reached.
function barrelCure(
  chain: readonly ImportStep[],
  { graph, compilation, isForbidden }: CulpritContext,
): Cure | undefined {
  for (const [index, step] of chain.entries()) {
    const barrel = step.import.module;
    const names = namesOf(step.import);
    const file = step.import.file;
    if (barrel === undefined || file === undefined || names === undefined || packageOf(file) !== undefined) continue;
    if (packageOf(step.from) !== undefined || chain[index + 1] === undefined) continue;
    const origins = new Set(names.map((name) => originOf(compilation, barrel, name)));
    const [origin] = origins;
    if (origins.size !== 1 || origin === undefined || origin === file) continue;
    if (reachesForbidden(graph, origin, isForbidden)) continue;
    const { kind: _, request: __, ...at } = placed(graph, step);
    return {
      kind: 'barrel',
      at,
      names,
      barrel: showPath(file),
      origin: showPath(origin),
      originRequest: requestTo(step.from, origin),
    };
  }
  return undefined;
}

function originOf({ moduleGraph }: Compilation, barrel: WebpackModule, name: string): string | undefined {
  const info = moduleGraph.getExportsInfo(barrel).getReadOnlyExportInfo(name) as ExportInfo;
  return fileOf(info.getTarget(moduleGraph)?.module ?? barrel);
}

// A queue's name beside the worker that polls it, limits beside the client that keeps them.
function constantsCure(chain: readonly ImportStep[], { graph }: CulpritContext): Cure | undefined {
  for (const step of chain) {
    const { module, file } = step.import;
    const names = namesOf(step.import);
    if (module === undefined || file === undefined || names === undefined || names.length === 0) continue;
    if (packageOf(step.from) !== undefined || packageOf(file) !== undefined) continue;
    const text = sourceOf(module);
    if (!names.every((name) => isConstant(text, name))) continue;
    const { kind: _, request: __, ...at } = placed(graph, step);
    return { kind: 'constants', at, names, file: showPath(file) };
  }
  return undefined;
}

/** Whether a name is that of a text, a number or an enum, in code as the compiler leaves it. */
function isConstant(text: string, name: string): boolean {
  const [, value] =
    new RegExp(`^export (?:const|var|let) ${name.replaceAll('$', String.raw`\$`)}\\s*=\\s*(.*)`, 'm').exec(text) ?? [];
  return value !== undefined && CONSTANT.test(value);
}

const CONSTANT = /^(?:'[^']*'|"[^"]*"|`[^`$]*`|-?[\d._]+|true|false|\/\*#__PURE__\*\/ function\(\w+\) ?\{)/;

/** What webpack's types leave open. */
interface ExportInfo {
  getTarget(moduleGraph: object): { readonly module: object } | undefined;
}

/** What the SDK has on both sides under one name, each for itself. */
const BOTH_SIDES = ['log', 'sleep', 'metricMeter', 'ApplicationFailure', 'CancelledFailure'];

// Where workflow code asks for both packages, the name was completed from the wrong one.
function ownSideCure(chain: readonly ImportStep[], { graph }: CulpritContext): Cure | undefined {
  const step = chain.at(-1);
  if (step === undefined || packageOf(step.from) !== undefined) return undefined;
  if (!ACTIVITY_PACKAGE.test(step.import.request)) return undefined;
  // What it asks of the workflow package may be types only, or not used at all: it is gone then.
  const isOfWorkflows = graph.roots.includes(step.from) && !/activit(?:y|ies)/i.test(basename(step.from));
  if (!isOfWorkflows && !asksForWorkflows(graph, step.from)) return undefined;
  const names = namesOf(step.import);
  if (names === undefined || !names.every((name) => BOTH_SIDES.includes(name))) return undefined;
  const { kind: _, request: __, ...at } = placed(graph, step);
  return { kind: 'own-side', at, names };
}

// A file that asks for proxies as well is one of workflows, whatever it is called.
function entryCure(chain: readonly ImportStep[], { graph }: CulpritContext): Cure | undefined {
  const file = chain[0]?.from;
  if (file === undefined || !graph.roots.includes(file) || asksForWorkflows(graph, file)) return undefined;
  const isOfActivities =
    /activit(?:y|ies)/i.test(basename(file)) ||
    graph.imports.get(file)?.some(({ request }) => ACTIVITY_PACKAGE.test(request)) === true;
  return isOfActivities ? { kind: 'entry', file: showPath(file) } : undefined;
}

const ACTIVITY_PACKAGE = /^@(?:temporalio|handrail)\/activity$/;

function asksForWorkflows({ imports }: WebpackGraph, file: string): boolean {
  return imports.get(file)?.some(({ request }) => /^@(?:temporalio|handrail)\/workflow$/.test(request)) === true;
}

function activitiesCure(chain: readonly ImportStep[], { graph }: CulpritContext): Cure | undefined {
  const step = chain.find(
    ({ from, import: { file } }) => packageOf(from) === undefined && file !== undefined && holdsActivities(graph, file),
  );
  if (step === undefined) return undefined;
  const { kind, request, ...at } = placed(graph, step);
  if (kind === 're-export') return { kind: 'activities', at, request, reExported: true };
  const [use] = describeImport(graph, step).uses;
  return { kind: 'activities', at, request, ...(use !== undefined && { use: { file: at.file, ...use } }) };
}

function holdsActivities({ imports }: WebpackGraph, file: string): boolean {
  if (packageOf(file) !== undefined) return false;
  const importsApi = imports.get(file)?.some(({ request }) => ACTIVITY_PACKAGE.test(request));
  return (
    importsApi === true || /(?:^|[/\\.-])activit(?:y|ies)(?:[/\\.-]|$)/i.test(showPath(file).replace(/\.[jt]sx?$/, ''))
  );
}

function moveCure(culprit: Culprit<WebpackImport>, chain: readonly ImportStep[], { graph }: CulpritContext): Cure[] {
  const into = chain.find(({ import: { file } }) => file !== undefined && packageOf(file) === culprit.package);
  if (culprit.package === undefined) return [{ kind: 'module', module: chain.at(-1)?.import.request ?? '' }];
  const entry = into?.import.file ?? chain[0]?.from;
  const manifest = entry === undefined ? undefined : readManifest(packageFolder(entry, culprit.package));
  return [
    {
      kind: 'package',
      package: culprit.package,
      ...(into !== undefined && packageOf(into.from) === undefined && { at: withoutRequest(placed(graph, into)) }),
      entries: otherEntries(culprit.package, manifest, into?.import.request),
    },
  ];
}

// The SDK's own packages are never to be left out, and what the author's own workflow file asks for is used there.
function ignoreCure(culprit: Culprit<WebpackImport>, chain: readonly ImportStep[], modules: readonly string[]): Cure[] {
  const plain = modules.filter((module) => !module.startsWith('@temporalio/'));
  if (plain.length === 0 || chain.length < 2) return [];
  const withScheme = culprit.modules.some(({ chain: each }) => each.at(-1)?.import.request.startsWith('node:'));
  const importer = chain.at(-1)?.from;
  const owner = importer === undefined ? undefined : packageOf(importer);
  const browser =
    importer === undefined || owner === undefined
      ? undefined
      : readManifest(packageFolder(importer, owner))?.['browser'];
  const declares =
    typeof browser === 'object' &&
    browser !== null &&
    plain.every((module) => (browser as Record<string, unknown>)[module] === false);
  return [{ kind: 'ignore', modules: plain, withScheme, ...(declares && owner !== undefined && { declared: owner }) }];
}

function otherEntries(
  name: string,
  manifest: Record<string, unknown> | undefined,
  request: string | undefined,
): string[] {
  const exported = manifest?.['exports'];
  if (typeof exported !== 'object' || exported === null) return [];
  return Object.keys(exported)
    .filter((path) =>
      /[./-](?:browser|web|edge|lite|slim|core|pure|universal|isomorphic|standalone)(?:[./-]|$)/.test(path),
    )
    .map((path) => `${name}${path.slice(1)}`)
    .filter((entry) => entry !== request)
    .slice(0, 5);
}

function packageFolder(file: string, name: string): string {
  const end = file.replaceAll('\\', '/').lastIndexOf(`/node_modules/${name}/`);
  return file.slice(0, end + `/node_modules/${name}`.length);
}

function placed(graph: WebpackGraph, step: ImportStep) {
  const { uses: _, ...rest } = describeImport(graph, step);
  return rest;
}

function withoutRequest({ request: _, kind: __, ...at }: ReturnType<typeof placed>) {
  return at;
}
