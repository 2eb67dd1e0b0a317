import { HR7029, HR7060 } from '@handrail/errors';
import type { Cause } from '../cause';
import { isHealthy } from '../explanation';
import type { ExecutionFacts } from '../facts';
import { type Found, seen } from '../finding';
import { blockedBy } from '../internal/blocked-by';
import { awaitedText, canBeWoken } from '../internal/can-be-woken';
import { expiryText } from '../internal/expiry';
import { isOfReset } from '../internal/server-termination';
import { isOpen, type Situation, temporal, thisRun } from '../situation';

// Behind what an execution does besides.
const ABANDONED_RANK = 36;

export const childBlocked: Cause = {
  slug: 'child-blocked',
  rank: 16,
  isOfPendingWork: true,
  find(situation) {
    const { execution, diagnose } = situation;
    return execution.children.flatMap((child): Found[] => {
      if (child.execution === undefined) return [];
      if (!isOpen(child.execution)) return unheardOf(situation, child.execution);
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
      if (child.isAbandoned && !doesMore(execution) && isUnanswered(execution)) {
        return [mayWait(situation, { workflowId, cause: verdict.cause }, common)];
      }
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
          consequence: `The parent waits as long as the child${wakes(execution)}. ${verdict.consequence.replace(/^The parent waits as long as the child\. /, '')}`,
        },
      ];
    });
  },
};

/** What may wake the parent before. */
function wakes(execution: ExecutionFacts): string {
  return canBeWoken(execution.insight) ? `, unless ${awaitedText(execution)} is what lets it go on` : '';
}

/** Whether a worker was asked what can wake the workflow, and did not say. */
function isUnanswered({ insight }: ExecutionFacts): boolean {
  return insight !== undefined && !insight.isDefinitionKnown;
}

/** A parent that waits for the child that it has abandoned, or for a signal: only its worker could say. */
function mayWait(
  situation: Situation,
  child: { readonly workflowId: string; readonly cause: string },
  common: Pick<Found, 'evidence' | 'remedy' | 'place' | 'path'>,
): Found {
  const { workflowId } = situation.execution;
  const reason = `it waits for its child workflow "${child.workflowId}", which it has abandoned and which is stuck (${child.cause}), or for a signal: no worker said in time what can wake it`;
  return {
    ...common,
    isUnknown: true,
    problem: HR7060.problem({ workflowId, reason }),
    consequence: `If it waits for the child, it waits as long as that. ${expiryText(situation)}`,
  };
}

// The server tells a parent of the end of a child within moments.
const TOLD_WITHIN = 30_000;

/** A child that is over, and still pending: a run that was reset to after its start never hears of its end. */
function unheardOf(situation: Situation, child: ExecutionFacts): Found[] {
  const { execution, facts, diagnose } = situation;
  const { workflowId, status, closeTime, workflowType, history } = child;
  // Servers that do not name the first run of a chain do not show how it went on.
  const wentOn = status === 'CONTINUED_AS_NEW' || Boolean(history?.close?.newRunId) || isOfReset(history?.close);
  if (closeTime === undefined || wentOn) return [];
  if (facts.now - closeTime <= TOLD_WITHIN || execution.workflowTask !== undefined) return [];
  const [verdict] = diagnose(child);
  const cause = verdict?.cause ?? 'unknown';
  const asked = execution.history?.openChildren.find((each) => each.workflowId === workflowId)?.scheduledBy;
  return [
    {
      problem: HR7029.problem({
        workflowId: execution.workflowId,
        childId: workflowId,
        cause,
        headline: `it is over, and its parent was not told: ${verdict?.headline ?? 'how it ended is not known.'}`,
      }),
      evidence: [
        seen(`child workflow "${workflowId}" (${workflowType}) is pending`, child.startTime),
        seen(`"${workflowId}" is over (${status})`, closeTime),
      ],
      consequence: `The parent hears nothing more of this child: it was most likely reset to a moment after it had started it. ${expiryText(situation)}`,
      remedy: [
        {
          text: 'Reset the parent to before it asked for the child, which is started again then.',
          ...(asked !== undefined &&
            asked > 0 && {
              command: temporal(situation, 'workflow reset', {
                ...thisRun(situation),
                'event-id': asked,
                reason: 'a child of it is over',
              }),
            }),
        },
      ],
      place: { view: 'relationships' },
      path: [{ workflowId, cause }],
      since: closeTime,
    },
  ];
}

/** Whether it has more to wait for than children that are not its own affair. */
function doesMore({ workflowTask, activities, children, nexusOperations, history, insight }: ExecutionFacts): boolean {
  return (
    workflowTask !== undefined ||
    canBeWoken(insight) ||
    activities.length + nexusOperations.length + (history?.timers.length ?? 0) > 0 ||
    children.some(({ isAbandoned = false }) => !isAbandoned)
  );
}

// The head of a blocked child ends with the headline of its own root.
function rootHeadline(headline: string): string {
  return headline.replace(/^Workflow ".*?" waits for workflow ".*?", which is stuck \([\w-]+\): /, '');
}
