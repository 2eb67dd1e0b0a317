import { HR7060 } from '@handrail/errors';
import type { Cause } from '../cause';
import { isHealthy } from '../explanation';
import type { ChildFacts } from '../facts';
import { type Found, seen } from '../finding';
import { timeoutText } from '../internal/expiry';
import { troubleOf } from './nexus-pending';
import { nobodyPolls } from '../internal/nobody-polls';
import { spokenTime } from '../internal/spoken-time';
import { agoText, handrail, type Situation, isOpen } from '../situation';

const MOST_NAMED = 3;
// In which the server starts a child that was asked for.
const MOMENT = 5_000;

export const childRunning: Cause = {
  slug: 'child-running',
  rank: 30,
  isOfPendingWork: true,
  find: (situation) => [...children(situation), ...nexusOperations(situation)],
};

function children(situation: Situation): Found[] {
  const { execution, diagnose } = situation;
  const { workflowId, workflowType, status } = execution;
  if (status !== 'RUNNING') return [];
  const begun = execution.children.filter((child) => !isBeingStarted(situation, child));
  const unseen = begun.filter((child) => child.execution === undefined);
  const nobody = nobodyPolls(situation);
  const others = othersText(unseen.length);
  const well = execution.children.flatMap((child): Found[] => {
    const [verdict] = child.execution === undefined ? [] : diagnose(child.execution);
    if (verdict === undefined || !isHealthy(verdict.cause)) return [];
    const since = child.execution?.startTime;
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) waits for child workflow "${child.workflowId}" (${child.workflowType}). It is well: ${verdict.headline}${others}`,
        evidence: [
          seen(`child workflow "${child.workflowId}" is pending`, since),
          ...verdict.evidence.map((each) => ({ ...each, what: `"${child.workflowId}": ${each.what}` })),
          ...(execution.children.length > 1 ? [seen(`${execution.children.length} children are pending`)] : []),
          ...nobody.evidence,
        ],
        consequence: `The parent goes on when the child ends.${nobody.consequence} ${timeoutText(situation)}`,
        remedy: [],
        place: { view: 'relationships' },
        path: [{ workflowId: child.workflowId, cause: verdict.cause }, ...(verdict.path ?? [])],
        since,
      },
    ];
  });
  const next = execution.children.filter((child) => isBeingStarted(situation, child));
  return [...well, ...beingStarted(situation, next), ...notLookedAt(situation, unseen)];
}

function othersText(unseen: number): string {
  if (unseen === 0) return '';
  return unseen === 1 ? ' 1 other child was not looked at.' : ` ${unseen} other children were not looked at.`;
}

/** Children that were asked for a moment ago, and are not there yet. */
function beingStarted(situation: Situation, [first, ...others]: readonly ChildFacts[]): Found[] {
  if (first === undefined) return [];
  const { workflowId, workflowType } = situation.execution;
  const since = askedFor(situation, first);
  const rest = others.length === 0 ? '' : ` The same holds for ${others.length} more.`;
  return [
    {
      headline: `Workflow "${workflowId}" (${workflowType}) has just asked for child workflow "${first.workflowId}" (${first.workflowType}), which the server is about to start.${rest}`,
      evidence: [seen(`child workflow "${first.workflowId}" was asked for, and is not started yet`, since)],
      consequence: `It goes on when the child has ended. ${timeoutText(situation)}`,
      remedy: [],
      place: { view: 'relationships' },
      path: [{ workflowId: first.workflowId, cause: 'start-delayed' }],
      since,
    },
  ];
}

function isBeingStarted(situation: Situation, child: ChildFacts): boolean {
  const since = askedFor(situation, child);
  return child.runId === '' && since !== undefined && situation.facts.now - since < MOMENT;
}

function askedFor({ execution: { history } }: Situation, { workflowId }: ChildFacts): number | undefined {
  return history?.openChildren.find((each) => each.workflowId === workflowId)?.since;
}

function notLookedAt(situation: Situation, unseen: readonly ChildFacts[]): Found[] {
  const [first] = unseen;
  if (first === undefined) return [];
  const { workflowId } = situation.execution;
  const who = unseen.length === 1 ? `child workflow "${first.workflowId}"` : `${unseen.length} child workflows`;
  const reason = `it waits for ${who}, which could not be looked at (${first.whyNot ?? 'unknown reason'})`;
  return [
    {
      isUnknown: true,
      problem: HR7060.problem({ workflowId, reason }),
      evidence: unseen.slice(0, MOST_NAMED).map((child) => seen(`child workflow "${child.workflowId}" is pending`)),
      consequence: `The parent goes on when its children end. ${timeoutText(situation)}`,
      remedy: unseen.slice(0, MOST_NAMED).map((child) => ({
        text: 'Look at the child by itself.',
        command: handrail(situation, 'why', [child.workflowId]),
      })),
      place: { view: 'relationships' },
    },
  ];
}

/** A Nexus operation that has been started is work elsewhere, as a child is. */
function nexusOperations(situation: Situation): Found[] {
  const { facts, execution } = situation;
  return execution.nexusOperations
    .filter((each) => troubleOf(situation, each) === undefined)
    .flatMap(
      ({ endpoint, service, operation, state, attempt, scheduledTime, handler, execution: working }): Found[] => {
        const [verdict] = working === undefined ? [] : situation.diagnose(working);
        if (
          working !== undefined &&
          isOpen(working) &&
          verdict !== undefined &&
          !isHealthy(verdict.cause) &&
          verdict.cause !== 'unknown'
        ) {
          return [];
        }
        const isNew = state === 'SCHEDULED' && attempt <= 1 && facts.now - (scheduledTime ?? facts.now) < 10_000;
        if (state !== 'STARTED' && !isNew) return [];
        return [
          {
            headline: `Workflow "${execution.workflowId}" (${execution.workflowType}) waits for Nexus operation "${service}.${operation}", which was ${state === 'STARTED' ? 'started' : 'sent'} ${agoText(situation, scheduledTime)} ago.`,
            evidence: [
              seen(`operation at endpoint "${endpoint}" is ${state}`, scheduledTime),
              ...(handler === undefined
                ? []
                : [seen(`workflow "${handler.workflowId}" in namespace "${handler.namespace}" works on it`)]),
              ...(verdict === undefined ? [] : [seen(`that workflow (${verdict.cause}): ${verdict.headline}`)]),
            ],
            consequence: `The workflow goes on when the operation ends; it has been at work for ${spokenTime(facts.now - (scheduledTime ?? facts.now))}. ${timeoutText(situation)}`,
            remedy: [],
            place: { view: 'history' },
            ...(working !== undefined &&
              verdict !== undefined && {
                path: [{ workflowId: working.workflowId, cause: verdict.cause }, ...(verdict.path ?? [])],
              }),
            since: scheduledTime,
          },
        ];
      },
    );
}
