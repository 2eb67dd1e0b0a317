import { readField, showValue } from '@handrail/common/host';
import { HR5026, HR5042, type Problem } from '@handrail/errors';
import type { Handled } from './nexus-errors';

/** What a start method has given that is no result of an operation; undefined where it is one. */
export function resultProblem(result: unknown, { service, operation }: Handled): Problem | undefined {
  if (typeof readField(result, 'isAsync') === 'boolean') return undefined;
  return HR5042.problem({ service, operation, returned: wordsFor(result) });
}

// Names only: what they hold may be secret.
function wordsFor(result: unknown): string {
  if (typeof result === 'string') return 'a text';
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return showValue(result);
  const names = Object.keys(result).filter((name) => /^[\w$]{1,40}$/.test(name));
  if (names.length === 0) return 'an object';
  const fields = names.slice(0, MOST_FIELDS).join(', ') + (names.length > MOST_FIELDS ? ', …' : '');
  return `an object with the ${names.length === 1 ? 'field' : 'fields'} ${fields}`;
}

const MOST_FIELDS = 6;

/** The workflow that a token names; undefined of a token of the handler's own. */
function workflowOf(token: unknown): { readonly workflowId: string | undefined } | undefined {
  if (typeof token !== 'string') return undefined;
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  const { t, ns, wid, ...others } = Object(content) as Partial<Record<string, unknown>>;
  if (t !== WORKFLOW_RUN || typeof ns !== 'string' || !Object.keys(others).every((key) => key === 'v'))
    return undefined;
  return { workflowId: typeof wid === 'string' && wid !== '' ? wid : undefined };
}

/** How the SDK marks the token of an operation that a workflow backs. */
const WORKFLOW_RUN = 1;

/** That a token names no workflow: the handler has returned something else than a handle. */
export function lostWorkflow(token: unknown, { service, operation }: Handled): Problem | undefined {
  const named = workflowOf(token);
  if (named === undefined || named.workflowId !== undefined) return undefined;
  return HR5026.problem({ service, operation, returned: 'something else than the handle of one' });
}

/** That the workflow of a token was not started for this operation, and so will not complete it. */
export function unattachedWorkflow(
  token: unknown,
  attached: ReadonlySet<string>,
  { service, operation }: Handled,
): Problem | undefined {
  const workflowId = workflowOf(token)?.workflowId;
  if (workflowId === undefined || attached.has(workflowId)) return undefined;
  return HR5026.problem({ service, operation, returned: 'a handle that startWorkflow has not made' });
}
