import type { Evidence, Remedy } from '../explanation';
import type { Finding, Found } from '../finding';
import { handrail, type Situation } from '../situation';

/** Another execution that this one waits for, and what is wrong with it. */
export interface Blocker {
  readonly workflowId: string;
  readonly runId: string;
  readonly verdict: Finding;
}

/** What a finding takes over from the execution that it is a symptom of: evidence, remedies, and the way to the root. */
export function blockedBy(
  situation: Situation,
  { workflowId, runId, verdict }: Blocker,
): Pick<Found, 'raisedCode' | 'place' | 'placeOf' | 'path' | 'since'> & { evidence: Evidence[]; remedy: Remedy[] } {
  const path = [{ workflowId, cause: verdict.cause }, ...(verdict.path ?? [])];
  const root = path.at(-1) ?? { workflowId };
  const remedy = [
    ...verdict.remedy,
    { text: 'Look at that workflow by itself.', command: handrail(situation, 'why', [root.workflowId]) },
  ];
  return {
    // What is said of one further down names it already.
    evidence: verdict.evidence.map((each) =>
      verdict.path === undefined ? { ...each, what: `"${workflowId}": ${each.what}` } : each,
    ),
    remedy: remedy.filter(
      ({ command }, index) => command === undefined || remedy.findIndex((each) => each.command === command) === index,
    ),
    ...(verdict.raisedCode !== undefined && { raisedCode: verdict.raisedCode }),
    place: verdict.place,
    placeOf: verdict.placeOf ?? { workflowId, runId },
    path,
    since: verdict.since,
  };
}
