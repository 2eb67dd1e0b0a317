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
  const runbook = links.runbooks?.[code];
  if (runbook !== undefined) return `  Runbook: ${runbook}`;
  return `  Docs:    ${docsUrl(code, links)}        (offline: npx handrail explain ${code})`;
}

/** The Temporal UI's address of an execution, schedule or task queue; undefined where no UI address is known. */
export function inspectUrl(target: InspectTarget | undefined, links: Links = {}): string | undefined {
  if (target === undefined || links.ui === undefined) return undefined;
  const base = `${withoutTrailingSlash(links.ui)}/namespaces/${encodeURIComponent(target.namespace)}`;
  if (target.scheduleId !== undefined) return `${base}/schedules/${encodeURIComponent(target.scheduleId)}`;
  if (target.workflowId !== undefined) {
    const execution = `${base}/workflows/${encodeURIComponent(target.workflowId)}`;
    return target.runId === undefined ? execution : `${execution}/${encodeURIComponent(target.runId)}/history`;
  }
  if (target.taskQueue !== undefined) return `${base}/task-queues/${encodeURIComponent(target.taskQueue)}`;
  return `${base}/workflows`;
}

function withoutTrailingSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

// The workflow sandbox has no `process`; there the docs address comes with the policy.
function environmentDocsUrl(): string {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.['HANDRAIL_DOCS_URL'] || DEFAULT_DOCS_URL;
}
