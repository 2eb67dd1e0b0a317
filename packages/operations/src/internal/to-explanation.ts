import { docsUrl, type Links } from '@handrail/errors';
import { type Explanation, isHealthy } from '../explanation';
import type { Facts } from '../facts';
import type { Finding } from '../finding';
import { uiLink } from './ui-link';

const MOST_ALSO = 20;

/** The findings of an execution as the answer to its asker. */
export function toExplanation(facts: Facts, findings: readonly [Finding, ...Finding[]], links: Links): Explanation {
  const [verdict, ...others] = findings;
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
    also: others.slice(0, MOST_ALSO).map(({ cause, headline }) => ({ cause, headline })),
    notExamined: [
      ...facts.notExamined.map(({ what, why }) => `${what}: ${why}`),
      ...(others.length > MOST_ALSO ? [`${others.length - MOST_ALSO} more findings are not shown`] : []),
    ],
  };
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
