import { headLine } from './format';
import type { Problem } from './handrail-error';
import { BRAND } from './internal/brand';
import { DEFAULT_DOCS_URL, type Links } from './links';

/**
 * A `HandrailError` of workflow code: formatted like any other, without the reasons. Small, because workflow bundles carry
 * it: what is thrown there crosses to the server as a message only.
 */
export function sandboxError(
  problems: readonly [Problem, ...Problem[]],
  { docs = DEFAULT_DOCS_URL, ui, runbooks }: Links,
  { namespace, workflowId, runId }: { readonly namespace: string; readonly workflowId: string; readonly runId: string },
): Error {
  const lines = problems.flatMap(({ code, head, fix }) => [
    headLine({ code, head }),
    `  Fix:     ${fix}`,
    runbooks?.[code]
      ? `  Runbook: ${runbooks[code]}`
      : `  Docs:    ${docs}/errors/${code}        (offline: npx handrail explain ${code})`,
  ]);
  // As in links.ts; but a run id is always plain, and so is the name of a namespace in practice: bundles have no byte to spare.
  const id = encodeURIComponent(workflowId.replace(/%/g, '%25'));
  if (ui) lines.push(`  Inspect: ${ui}/namespaces/${namespace}/workflows/${id}/${runId}/history`);
  const [{ code, fix }] = problems;
  return Object.assign(new Error(lines.join('\n')), { name: 'HandrailError', code, fix, [BRAND]: true });
}
