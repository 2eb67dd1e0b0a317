import { HR7029 } from '@handrail/errors';
import type { Cause } from '../cause';
import { isHealthy } from '../explanation';
import { type Found, seen } from '../finding';
import { handrail } from '../situation';

export const childBlocked: Cause = {
  slug: 'child-blocked',
  rank: 16,
  find(situation) {
    const { execution, diagnose } = situation;
    return execution.children.flatMap((child): Found[] => {
      if (child.execution === undefined || child.execution.status !== 'RUNNING') return [];
      const [verdict] = diagnose(child.execution);
      if (verdict === undefined || isHealthy(verdict.cause)) return [];
      const path = [{ workflowId: child.workflowId, cause: verdict.cause }, ...(verdict.path ?? [])];
      const root = path.at(-1) ?? { workflowId: child.workflowId, cause: verdict.cause };
      const headline = verdict.cause === 'child-blocked' ? rootHeadline(verdict.headline) : verdict.headline;
      const common = {
        evidence: [
          seen(`child workflow "${child.workflowId}" (${child.workflowType}) is pending`, child.execution.startTime),
          ...verdict.evidence.map((each) =>
            // What is said of a child further down names it already.
            verdict.cause === 'child-blocked' ? each : { ...each, what: `"${child.workflowId}": ${each.what}` },
          ),
        ],
        remedy: [
          ...verdict.remedy,
          { text: 'Look at the child by itself.', command: handrail(situation, 'why', [root.workflowId]) },
        ].filter(
          ({ command }, index, all) =>
            command === undefined || all.findIndex((each) => each.command === command) === index,
        ),
        ...(verdict.raisedCode !== undefined && { raisedCode: verdict.raisedCode }),
        place: verdict.place,
        placeOf: verdict.placeOf ?? { workflowId: child.execution.workflowId, runId: child.execution.runId },
        path,
        since: verdict.since,
      };
      if (verdict.cause === 'unknown') {
        return [{ ...common, isUnknown: true, headline: verdict.headline, consequence: verdict.consequence }];
      }
      return [
        {
          ...common,
          problem: HR7029.problem({
            workflowId: execution.workflowId,
            childId: root.workflowId,
            cause: root.cause,
            headline,
          }),
          consequence: `The parent waits as long as the child. ${verdict.consequence.replace(/^The parent waits as long as the child\. /, '')}`,
        },
      ];
    });
  },
};

// The head of a blocked child ends with the headline of its own root.
function rootHeadline(headline: string): string {
  return headline.replace(/^Workflow ".*?" waits for workflow ".*?", which is stuck \([\w-]+\): /, '');
}
