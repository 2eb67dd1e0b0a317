import type { LoadedModule } from './interpret/loaded-module.js';

/** What a file is by its name and by what it imports. */
export type FileRole = 'workflow' | 'activity' | 'worker' | 'client' | 'test' | 'config' | 'other';

const WORKFLOW_PACKAGE = /^@(?:temporalio|handrail)\/workflow$/;
const WORKER_PACKAGE = /^@(?:temporalio|handrail)\/worker(?:\/|$)/;
const ACTIVITY_PACKAGE = /^@(?:temporalio|handrail)\/activity(?:\/|$)/;
const CLIENT_PACKAGE = /^@(?:temporalio|handrail)\/client(?:\/|$)/;
const TEST_PACKAGE =
  /^(?:vitest|jest|@jest\/globals|mocha|chai|ava|tap|node:test|@playwright\/test|@(?:temporalio|handrail)\/testing.*)$/;

// Of the workflow package, but as useful in activities, clients and workers.
const USABLE_ANYWHERE =
  /^(?:define(?:Signal|Query|Update|SearchAttributeKey)|\w*(?:Failure|Error)|is[A-Z]\w+|rootCause|\w*Type|ParentClosePolicy|WorkflowIdReusePolicy|WorkflowIdConflictPolicy|ChildWorkflowCancellationType|ActivityCancellationType|VersioningIntent|RetryState|TimeoutType|default(?:Payload|Failure)Converter|\w*Converter|toPayloads?|fromPayloads\w*|str|u8|decode|encode|TypedSearchAttributes|SearchAttributeType|uuid4)$/;

/** How much a file tells about itself: what it uses, or only where it lies. */
export interface RootReason {
  readonly why: string;
  /** Its place alone tells it, which other files of the package may contradict. */
  readonly isByPlace: boolean;
}

/**
 * Why a file's exported functions are workflows, as far as the file itself tells; undefined where it does not.
 *
 * @param place the file's path in its package, with slashes
 */
export function workflowReason(place: string, module: LoadedModule): RootReason | undefined {
  const { uses, imports } = module.outline;
  const role = roleOf(place, module);
  if (role === 'test' || role === 'worker' || role === 'config') return undefined;
  // Whoever exports nothing has no workflows, whatever it uses; only in a folder of workflows something may be missing.
  if (module.outline.isScript && !isInWorkflows(place)) return undefined;
  // Activities use that API by mistake, or are proxies that workflows import: which of them, the rest of the package tells.
  if (uses.some(({ request, name }) => WORKFLOW_PACKAGE.test(request) && !USABLE_ANYWHERE.test(name)))
    return { why: 'it uses the workflow API', isByPlace: role === 'activity' };
  if (role === 'activity' || role === 'client' || !isInWorkflows(place)) return undefined;
  return imports.some(({ request }) => TEST_PACKAGE.test(request))
    ? undefined
    : { why: 'it lies in a folder or a file named workflows', isByPlace: true };
}

/**
 * What a file is, where its name or its imports tell.
 *
 * @param place the file's path in its package, with slashes
 */
export function roleOf(place: string, { outline }: LoadedModule): FileRole {
  const uses = (part: RegExp) => outline.imports.some(({ request, isElided }) => !isElided && part.test(request));
  if (isTestName(place) || outline.imports.some(({ request }) => TEST_PACKAGE.test(request))) return 'test';
  if (CONFIG.test(place)) return 'config';
  if (uses(WORKER_PACKAGE)) return 'worker';
  if (ACTIVITIES.test(place) || uses(ACTIVITY_PACKAGE)) {
    return isInWorkflows(place) && !/activit(?:y|ies)\.[cm]?[jt]sx?$/i.test(place) ? 'workflow' : 'activity';
  }
  if (isInWorkflows(place)) return 'workflow';
  if (/(?:^|\/)(?:client|starter|start-\w+|worker)\.[cm]?[jt]sx?$/.test(place))
    return /worker\./.test(place) ? 'worker' : 'client';
  return uses(CLIENT_PACKAGE) ? 'client' : 'other';
}

const CONFIG = /\.config\.[cm]?[jt]s$/;
const ACTIVITIES = /(?:^|[/.-])activit(?:y|ies)(?:\/[^/]*)*\.[cm]?[jt]sx?$|(?:^|[/.-])activit(?:y|ies)\.[cm]?[jt]sx?$/i;

function isTestName(place: string): boolean {
  return /(?:^|\/)(?:test|spec)[-_.][^/]*$|\.(?:test|spec)(?:-d)?\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/(?!.*\/workflows)/.test(
    place,
  );
}

function isInWorkflows(place: string): boolean {
  return /(?:^|\/)workflows(?:\/.+)?(?:\.[cm]?[jt]sx?)$/.test(place);
}

/** Whether a text can make its file, or a file that it names, a root; everything else need not be parsed. */
export function mayTellOfWorkflows(path: string, text: string): boolean {
  return (
    isInWorkflows(path.replaceAll('\\', '/')) ||
    /workflowsPath|workflowModules|ConverterPath|[iI]gnoreModules|IGNORED?_MODULES\b/.test(text) ||
    MAY_NAME.test(text) ||
    /@(?:temporalio|handrail)\/workflow\b/.test(text)
  );
}

/** A module that a worker's source says belongs into the bundle. */
export interface NamedModule {
  /** The option that names it. */
  readonly option: string;
  /** Its path or package, as the source spells it. */
  readonly request: string;
}

/** What a worker's source says about its workflows: where they are, and what the bundler leaves out. */
export interface WorkerHints {
  readonly modules: readonly NamedModule[];
  /** It makes a worker, and does not say itself where the workflows are: what others call workflows is meant then. */
  readonly isOpen: boolean;
  /** Paths that are called workflows, or given to what makes a worker, as the source spells them. */
  readonly meant: readonly string[];
  /** What the bundler leaves out, by name. */
  readonly ignoredModules: readonly string[];
  /** What it leaves out if a file that is about bundles imports this one: other tools have such constants as well. */
  readonly supposedModules: readonly string[];
  /** What a file that is about bundles imports, as the source spells it. */
  readonly imports: readonly string[];
  /** What it leaves out by its file, as the source spells it. */
  readonly ignoredFiles: readonly string[];
  /** It changes the bundler's configuration. */
  readonly hasHook: boolean;
  /** A test, whose worker is given what it tests. */
  readonly isTest: boolean;
}

// What the SDK bundles beside the workflows runs in the same sandbox.
const OPTION = /\b(workflowsPath|workflowModules|payloadConverterPath|failureConverterPath)\s*[:=]/g;
const LONGEST_VALUE = 400;

// Most files have none of the words without which there is no hint, and need not be searched for all of them.
const MAY_HINT = /workflowsPath|workflowModules|ConverterPath|gnoreModules|_MODULES\b|\b(?:join|resolve)\s*\(|\bURL\b/;
const NO_HINTS = {
  modules: [],
  isOpen: false,
  meant: [],
  ignoredModules: [],
  supposedModules: [],
  imports: [],
  ignoredFiles: [],
  hasHook: false,
} as const;

/** Looks for the options of a worker in a source, by their literals: a worker's source is never run. */
export function workerHints(path: string, text: string): WorkerHints {
  if (!MAY_HINT.test(text)) return { ...NO_HINTS, isTest: isTestName(path.replaceAll('\\', '/')) };
  const modules = [...text.matchAll(OPTION)].flatMap(({ 0: head, 1: option = '', index }) =>
    requestsIn(valueAt(text, index + head.length), option).map((request) => ({ option, request })),
  );
  // Somebody's test or documentation may show the option, too.
  const isTest = isTestName(path.replaceAll('\\', '/'));
  const isWorker = modules.length > 0 && !isTest;
  const ignored = [...text.matchAll(IGNORED)].map(([, list = '']) => list);
  const isAboutBundles = ABOUT_BUNDLES.test(text);
  const constants = [...text.matchAll(IGNORED_CONSTANT)].map(([all, list = '']) => ({
    list,
    isKnown: isAboutBundles || /IgnoreModules/.test(all),
  }));
  const given = [...text.matchAll(GIVEN)].map(([, list = '']) => list);
  // Options that are not beside a worker's workflows are somebody's example.
  const known = isWorker ? ignored : constants.filter(({ isKnown }) => isKnown).map(({ list }) => list);
  const supposed = isWorker ? [] : constants.filter(({ isKnown }) => !isKnown).map(({ list }) => list);
  const namesOf = (lists: readonly string[]) =>
    isTest ? [] : lists.flatMap((list) => namesIn(list.replace(RESOLVED, ''), TEXTS));
  const externals = isWorker ? [...text.matchAll(EXTERNALS)].flatMap(([, list = '']) => namesIn(list, KEYS)) : [];
  const isPathNamed = modules.some(({ option }) => option === 'workflowsPath');
  const isOpen = !isTest && !isPathNamed && /\bworkflowsPath\b/.test(text) && MAKES_WORKER.test(text);
  // A bundler's aliases are called as the modules that they replace.
  const isSilent = isTest || CONFIG.test(path);
  return {
    modules,
    isOpen,
    meant: [...(isSilent ? [] : meantIn(text)), ...(isOpen ? namesIn(text, CALLED_SO) : [])],
    ignoredModules: [...namesOf(known), ...externals],
    supposedModules: namesOf(supposed),
    imports: isAboutBundles && !isTest ? namesIn(text, IMPORTED) : [],
    ignoredFiles: [...ignored, ...given].flatMap((list) =>
      [...list.matchAll(RESOLVED)].flatMap(([, , file]) => file ?? []),
    ),
    isTest,
    hasHook: isWorker && /\bwebpackConfigHook\b/.test(text),
  };
}

const MAKES_WORKER = /['"]@(?:temporalio|handrail)\/worker['"]|\bbundleWorkflowCode\b/;
const MAY_NAME = /work(?:flow|er)\w*['"]?\s*[:=(][\s\S]{0,200}?(?:__dirname|require\.resolve|import\.meta)/i;
// `workflows: resolve(__dirname, 'jobs')`, `startWorker('queue', require.resolve('./jobs'))`; but a thread is a Worker, too.
const CALLED_WORKFLOWS = /\b\w*workflow\w*['"]?\s*[:=]/gi;
const GIVEN_TO_MAKER = /(?<!\bnew\s+[\w.]*)\b\w*worker\w*\s*\(/gi;

// Where a worker puts its path together: `path.join(here, 'workflows.ts')`.
const CALLED_SO = /(['"`])((?:[\w.-]*\/)*workflows(?:\/index)?(?:\.[jt]s)?)\1/g;

function meantIn(text: string): string[] {
  const values = [CALLED_WORKFLOWS, GIVEN_TO_MAKER].flatMap((start) =>
    [...text.matchAll(start)].flatMap(({ 0: head, index }) => {
      const from = index + head.length;
      return start === CALLED_WORKFLOWS ? [valueAt(text, from)] : argumentsAt(text, from);
    }),
  );
  return values.filter((value) => value.search(RESOLVED) >= 0).flatMap((value) => requestsIn(value, ''));
}

function argumentsAt(text: string, start: number): string[] {
  const all: string[] = [];
  for (let from = start; from < start + LONGEST_VALUE;) {
    const value = valueAt(text, from);
    all.push(value);
    from += value.length + 1;
    if (text.charAt(from - 1) !== ',') break;
  }
  return all;
}

const ABOUT_BUNDLES =
  /\bignoreModules\b|\bbundleWorkflowCode\b|(?:\bfrom|\bimport|\brequire\s*\()\s*['"]@(?:temporalio\/|handrail\/worker\b)/;
const IMPORTED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g;

// The option itself, and a constant that is named after it.
const IGNORED = /\b\w*(?:[iI]gnoreModules|IGNORED?_MODULES)\s*(?::[\w\s]+\[\]\s*=|[:=])\s*\[([^\]]*)\]/g;
const IGNORED_CONSTANT = /\b(?:\w+IgnoreModules|\w*IGNORED?_MODULES)\s*(?::[\w\s]+\[\]\s*)?=\s*\[([^\]]*)\]/g;
// A list that is given to whoever makes the bundler's options: the files in it can hardly be meant for anything else.
const GIVEN = /\b\w*[bB]undle\w*\(\s*\[([^\]]*)\]/g;
// `require.resolve('./activities')`, `path.join(__dirname, 'activities')`, `new URL('./activities.ts', import.meta.url)`
const RESOLVED =
  /(?:\.resolve\s*\(|\b(?:join|resolve)\s*\(\s*(?:__dirname|import\.meta\.dirname)\s*,|\bnew\s+URL\s*\()\s*(['"`])([^'"`]+)\1/g;
// What a worker's own hook gives to the bundle in another way is as good as ignored.
const EXTERNALS = /\bexternals\s*:\s*\{([^}]*)\}/g;
const TEXTS = /(['"`])([^'"`]+)\1/g;
const KEYS = /(['"])([^'"]+)\1\s*:/g;

function namesIn(list: string, name: RegExp): string[] {
  return [...list.matchAll(name)].flatMap(([, , each]) => each ?? []);
}

/** The source of an option's value: up to the comma or bracket after it. */
function valueAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + LONGEST_VALUE); at += 1) {
    const character = text.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && (character === ',' || character === ';'))) return text.slice(start, at);
  }
  return text.slice(start, start + LONGEST_VALUE);
}

function requestsIn(value: string, option: string): string[] {
  const literals = [
    ...value.matchAll(/(['"`])((?:\.{0,2}\/|\.{1,2}$|@?[\w-]+|\.{1,2}(?=['"`]))[^'"`\n$]*)\1/g),
  ].flatMap(([, , literal]) => literal ?? []);
  if (option === 'workflowModules') return literals;
  const [first] = literals;
  if (first === undefined) return [];
  // The parts of a path that is put together.
  const isJoined = /\b(?:join|resolve)\s*\(\s*(?:__dirname|import\.meta\.dirname)\s*,/.test(value);
  return [isJoined ? literals.join('/') : first];
}
