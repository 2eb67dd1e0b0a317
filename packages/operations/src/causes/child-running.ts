import type { Cause } from '../cause';
import { isHealthy } from '../explanation';
import { type Found, seen } from '../finding';
import { expiryText } from '../internal/expiry';
import { spokenTime } from '../internal/spoken-time';
import { agoText, handrail, type Situation } from '../situation';

export const childRunning: Cause = {
  slug: 'child-running',
  rank: 30,
  find: (situation) => [...children(situation), ...nexusOperations(situation)],
};

function children(situation: Situation): Found[] {
  const { execution, diagnose } = situation;
  const { workflowId, workflowType, status } = execution;
  if (status !== 'RUNNING') return [];
  return execution.children.flatMap((child): Found[] => {
    const [verdict] = child.execution === undefined ? [] : diagnose(child.execution);
    if (verdict !== undefined && !isHealthy(verdict.cause)) return [];
    const since = child.execution?.startTime;
    const waits = verdict === undefined ? '' : ` It is well: ${verdict.headline}`;
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) waits for child workflow "${child.workflowId}" (${child.workflowType}).${waits}`,
        evidence: [
          seen(`child workflow "${child.workflowId}" is pending`, since),
          ...(verdict?.evidence.map((each) => ({ ...each, what: `"${child.workflowId}": ${each.what}` })) ?? []),
          ...(execution.children.length > 1 ? [seen(`${execution.children.length} children are pending`)] : []),
        ],
        consequence: `The parent goes on when the child ends. ${expiryText(situation)}`,
        remedy:
          verdict === undefined
            ? [{ text: 'The child was not looked at.', command: handrail(situation, 'why', [child.workflowId]) }]
            : [],
        place: { view: 'relationships' },
        path: [{ workflowId: child.workflowId, cause: verdict?.cause ?? 'unknown' }, ...(verdict?.path ?? [])],
        ...(verdict === undefined && { isUnknown: true }),
        since,
      },
    ];
  });
}

/** A Nexus operation that has been started is work elsewhere, as a child is. */
function nexusOperations(situation: Situation): Found[] {
  const { facts, execution } = situation;
  return execution.nexusOperations.flatMap(
    ({ endpoint, service, operation, state, attempt, scheduledTime }): Found[] => {
      const isNew = state === 'SCHEDULED' && attempt <= 1 && facts.now - (scheduledTime ?? facts.now) < 10_000;
      if (state !== 'STARTED' && !isNew) return [];
      return [
        {
          headline: `Workflow "${execution.workflowId}" (${execution.workflowType}) waits for Nexus operation "${service}.${operation}", which was ${state === 'STARTED' ? 'started' : 'sent'} ${agoText(situation, scheduledTime)} ago.`,
          evidence: [seen(`operation at endpoint "${endpoint}" is ${state}`, scheduledTime)],
          consequence: `The workflow goes on when the operation ends; it has been at work for ${spokenTime(facts.now - (scheduledTime ?? facts.now))}. ${expiryText(situation)}`,
          remedy: [],
          place: { view: 'history' },
          since: scheduledTime,
        },
      ];
    },
  );
}
