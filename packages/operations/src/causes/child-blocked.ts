import { HR7029 } from '@handrail/errors';
import type { Cause } from '../cause';
import { isHealthy } from '../explanation';
import type { ExecutionFacts } from '../facts';
import { type Found, seen } from '../finding';
import { blockedBy } from '../internal/blocked-by';
import { isOpen } from '../situation';

// Behind what an execution does besides.
const ABANDONED_RANK = 36;

export const childBlocked: Cause = {
  slug: 'child-blocked',
  rank: 16,
  isOfPendingWork: true,
  find(situation) {
    const { execution, diagnose } = situation;
    return execution.children.flatMap((child): Found[] => {
      if (child.execution === undefined || !isOpen(child.execution)) return [];
      const [verdict] = diagnose(child.execution);
      if (verdict === undefined || isHealthy(verdict.cause)) return [];
      const { workflowId, runId } = child.execution;
      const blocked = blockedBy(situation, { workflowId, runId, verdict });
      const root = blocked.path?.at(-1) ?? { workflowId, cause: verdict.cause };
      const headline = verdict.cause === 'child-blocked' ? rootHeadline(verdict.headline) : verdict.headline;
      const pending = seen(
        `child workflow "${workflowId}" (${child.workflowType}) is pending`,
        child.execution.startTime,
      );
      const common = {
        ...blocked,
        evidence: [pending, ...blocked.evidence],
        ...(child.isAbandoned && doesMore(execution) && { rank: ABANDONED_RANK }),
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

/** Whether it has more to wait for than children that are not its own affair. */
function doesMore({ workflowTask, activities, children, nexusOperations, history, insight }: ExecutionFacts): boolean {
  return (
    workflowTask !== undefined ||
    (insight?.isInCondition ?? false) ||
    activities.length + nexusOperations.length + (history?.timers.length ?? 0) > 0 ||
    children.some(({ isAbandoned = false }) => !isAbandoned)
  );
}

// The head of a blocked child ends with the headline of its own root.
function rootHeadline(headline: string): string {
  return headline.replace(/^Workflow ".*?" waits for workflow ".*?", which is stuck \([\w-]+\): /, '');
}
