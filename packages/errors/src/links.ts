import type { ErrorCode } from './define-error';

/** Where the docs live until a policy or `HANDRAIL_DOCS_URL` says otherwise. */
export const DEFAULT_DOCS_URL = 'https://handrail.dev';

/** Where a development server serves the Temporal UI. */
export const DEFAULT_UI_URL = 'http://localhost:8233';

/** Addresses from which error links are built. */
export interface Links {
  /**
   * Base address of the docs site.
   * @default HANDRAIL_DOCS_URL, else `https://handrail.dev`
   */
  readonly docs?: string | undefined;
  /** Base address of the Temporal UI. Without one, only executions on a development server get a link. */
  readonly ui?: string | undefined;
  /** A company's own page for a code; it replaces the docs link. */
  readonly runbooks?: Readonly<Record<string, string>> | undefined;
}

/** What the Temporal UI link of an error opens. Ids may hold any character. */
export interface InspectTarget {
  readonly namespace: string;
  readonly workflowId?: string | undefined;
  readonly runId?: string | undefined;
  readonly scheduleId?: string | undefined;
  readonly taskQueue?: string | undefined;
}

/** The page of an error: the runbook where there is one, else the docs page. */
export function docsUrl(code: ErrorCode, links: Links = {}): string {
  return links.runbooks?.[code] ?? `${withoutTrailingSlash(links.docs ?? environmentDocsUrl())}/errors/${code}`;
}

export function docsLine(code: ErrorCode, links: Links = {}): string {
  const url = docsUrl(code, links);
  const isRunbook = links.runbooks?.[code] === url;
  return isRunbook ? `  Runbook: ${url}` : `  Docs:    ${url}        (offline: npx handrail explain ${code})`;
}

/** The Temporal UI's address of an execution, schedule or task queue; undefined where no UI address is known. */
export function inspectUrl(target: InspectTarget | undefined, links: Links = {}): string | undefined {
  if (target === undefined || links.ui === undefined) return undefined;
  const { namespace, workflowId, runId, scheduleId, taskQueue } = target;
  let path = ['workflows'];
  if (scheduleId !== undefined) path = ['schedules', scheduleId];
  else if (workflowId !== undefined) path.push(workflowId, ...(runId === undefined ? [] : [runId, 'history']));
  else if (taskQueue !== undefined) path = ['task-queues', taskQueue];
  return [withoutTrailingSlash(links.ui), ...['namespaces', namespace, ...path].map(pathSegment)].join('/');
}

// Half of a surrogate pair is an error to `encodeURIComponent`; on the wire it becomes the replacement character. Temporal's UI
// decodes what stands in its address twice, so a percent sign is encoded twice.
function pathSegment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('%', '%25'));
}

function withoutTrailingSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

// The workflow sandbox has no `process`; there the docs address comes with the policy.
function environmentDocsUrl(): string {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.['HANDRAIL_DOCS_URL'] || DEFAULT_DOCS_URL;
}
