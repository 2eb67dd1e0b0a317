import type { LoadedModule } from './interpret/loaded-module.js';

/** What a file is by its name and by what it imports. */
export type FileRole = 'workflow' | 'activity' | 'worker' | 'client' | 'test' | 'other';

const WORKFLOW_PACKAGE = /^@(?:temporalio|handrail)\/workflow$/;
const TEST_PACKAGE =
  /^(?:vitest|jest|@jest\/globals|mocha|chai|ava|tap|node:test|@playwright\/test|@(?:temporalio|handrail)\/testing.*)$/;

// Of the workflow package, but as useful in activities, clients and workers.
const USABLE_ANYWHERE =
  /^(?:define(?:Signal|Query|Update|SearchAttributeKey)|\w*(?:Failure|Error)|is[A-Z]\w+|rootCause|\w*Type|ParentClosePolicy|WorkflowIdReusePolicy|WorkflowIdConflictPolicy|ChildWorkflowCancellationType|ActivityCancellationType|VersioningIntent|RetryState|TimeoutType|default(?:Payload|Failure)Converter|\w*Converter|toPayloads?|fromPayloads\w*|str|u8|decode|encode|TypedSearchAttributes|SearchAttributeType)$/;

/** Why a file's exported functions are workflows, as far as the file itself tells; undefined where it does not. */
export function workflowReason(path: string, module: LoadedModule): string | undefined {
  const { uses, imports } = module.code;
  const role = roleOf(path, module);
  if (role === 'test' || role === 'worker') return undefined;
  const usesWorkflowApi = uses.some(
    ({ request, name }) => WORKFLOW_PACKAGE.test(request) && !USABLE_ANYWHERE.test(name),
  );
  if (role === 'activity' || role === 'client') return usesWorkflowApi ? 'it uses the workflow API' : undefined;
  if (isInWorkflows(path))
    return imports.some(({ request }) => TEST_PACKAGE.test(request))
      ? undefined
      : 'it lies in a folder or a file named workflows';
  return usesWorkflowApi ? 'it uses the workflow API' : undefined;
}

/** What a file is, where its name or its imports tell. */
export function roleOf(path: string, { code }: LoadedModule): FileRole {
  const uses = (name: string) =>
    code.imports.some(
      ({ request, isElided }) => !isElided && new RegExp(`^@(?:temporalio|handrail)/${name}(?:/|$)`).test(request),
    );
  if (isTestName(path) || code.imports.some(({ request }) => TEST_PACKAGE.test(request))) return 'test';
  if (uses('worker')) return 'worker';
  if (
    /(?:^|[\\/.-])activit(?:y|ies)(?:[\\/][^\\/]*)*\.[cm]?[jt]sx?$|(?:^|[\\/.-])activit(?:y|ies)\.[cm]?[jt]sx?$/i.test(
      path,
    ) ||
    uses('activity')
  ) {
    return isInWorkflows(path) && !/activit(?:y|ies)\.[cm]?[jt]sx?$/i.test(path) ? 'workflow' : 'activity';
  }
  if (isInWorkflows(path)) return 'workflow';
  if (/(?:^|[\\/])(?:client|starter|start-\w+|worker)\.[cm]?[jt]sx?$/.test(path))
    return /worker\./.test(path) ? 'worker' : 'client';
  return uses('client') ? 'client' : 'other';
}

function isTestName(path: string): boolean {
  return /(?:^|[\\/])(?:test|spec)[-_.][^\\/]*$|\.(?:test|spec)(?:-d)?\.[cm]?[jt]sx?$|(?:^|[\\/])__tests__[\\/](?!.*[\\/]workflows)/.test(
    path,
  );
}

function isInWorkflows(path: string): boolean {
  return /(?:^|[\\/])workflows(?:[\\/].+)?(?:\.[cm]?[jt]sx?)$/.test(path);
}

/** Whether a text can make its file, or a file that it names, a root; everything else need not be parsed. */
export function mayTellOfWorkflows(path: string, text: string): boolean {
  return isInWorkflows(path) || text.includes('workflowsPath') || /@(?:temporalio|handrail)\/workflow\b/.test(text);
}

/** What a worker's source says about its workflows: where they are, and what the bundler leaves out. */
export interface WorkerHints {
  readonly workflowsPaths: readonly string[];
  readonly ignoredModules: readonly string[];
  /** It changes the bundler's configuration. */
  readonly hasHook: boolean;
}

/** Looks for `workflowsPath` and `ignoreModules` in a source, by their literals: a worker's source is never run. */
export function workerHints(path: string, text: string): WorkerHints {
  const workflowsPaths = [...text.matchAll(/\bworkflowsPath\s*:\s*([^\n]{0,200})/g)].flatMap(([, value = '']) => {
    const literal = /(['"`])((?:\.{0,2}\/|@?[\w-]+\/|\w)[^'"`\n]*)\1/.exec(value)?.[2];
    return literal === undefined ? [] : [literal];
  });
  // Somebody's test or documentation may show the option, too.
  const isWorker = workflowsPaths.length > 0 && !isTestName(path);
  const ignoredModules = !isWorker
    ? []
    : [...text.matchAll(/\bignoreModules\s*:\s*\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
        [...list.matchAll(/(['"`])([^'"`]+)\1/g)].flatMap(([, , name]) => name ?? []),
      );
  return { workflowsPaths, ignoredModules, hasHook: isWorker && /\bwebpackConfigHook\b/.test(text) };
}
