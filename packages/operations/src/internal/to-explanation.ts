import { docsUrl, type Links } from '@handrail/errors';
import { type Explanation, isHealthy } from '../explanation';
import type { Facts } from '../facts';
import type { Finding } from '../finding';
import { uiLink } from './ui-link';

const MOST_ALSO = 20;
const MOST_OF_A_CAUSE = 5;

/** The findings of an execution as the answer to its asker. */
export function toExplanation(facts: Facts, findings: readonly [Finding, ...Finding[]], links: Links): Explanation {
  const [verdict, ...others] = findings;
  const shown = mostTelling(others);
  const { workflowId, runId, workflowType } = facts.execution;
  const run = verdict.placeOf ?? { workflowId, runId };
  return {
    schema: 'handrail.why/1',
    workflowId,
    runId,
    workflowType,
    cause: verdict.cause,
    healthy: isHealthy(verdict.cause),
    headline: verdict.headline,
    evidence: verdict.evidence,
    consequence: verdict.consequence,
    remedy: verdict.remedy,
    code: verdict.code,
    ...(verdict.raisedCode !== undefined && { raisedCode: verdict.raisedCode }),
    links: explanationLinks(verdict.code, uiLink(verdict.place, { namespace: facts.namespace, ...run }, links), links),
    path: [{ workflowId, cause: verdict.cause }, ...(verdict.path ?? [])],
    also: shown.map(({ cause, headline }) => ({ cause, headline })),
    notExamined: [
      ...facts.notExamined.map(({ what, why }) => `${what}: ${why}`),
      ...(others.length > shown.length ? [`${others.length - shown.length} more findings are not shown`] : []),
    ],
  };
}

/** One kind of finding does not hide the others. */
function mostTelling(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  const some = findings.filter(({ cause }) => {
    const count = (counts.get(cause) ?? 0) + 1;
    counts.set(cause, count);
    return count <= MOST_OF_A_CAUSE;
  });
  return some.slice(0, MOST_ALSO);
}

/** The links of a verdict. */
export function explanationLinks(
  code: Explanation['code'],
  ui: string | undefined,
  links: Links,
): Explanation['links'] {
  const runbook = code === null ? undefined : links.runbooks?.[code];
  const docs = code === null ? null : docsUrl(code, { docs: links.docs });
  return { docs, ui: ui ?? null, ...(runbook !== undefined && { runbook }) };
}
