import { HR7030 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { NexusOperationFacts } from '../facts';
import { isHealthy } from '../explanation';
import { type Found, seen } from '../finding';
import { blockedBy } from '../internal/blocked-by';
import { timeoutText } from '../internal/expiry';
import { failureText, raisedCode } from '../internal/failure-text';
import { isoTime } from '../internal/spoken-time';
import { HANDOVER_MILLISECONDS } from '../internal/workflow-task-state';
import { agoText, freshPollers, type Situation, temporal, isOpen } from '../situation';

export const nexusPending: Cause = {
  slug: 'nexus-pending',
  rank: 17,
  isOfPendingWork: true,
  find: (situation) =>
    situation.execution.nexusOperations.flatMap((operation): Found[] => {
      const stuck = stuckHandler(situation, operation);
      if (stuck !== undefined) return [stuck];
      const trouble = troubleOf(situation, operation);
      if (trouble === undefined) return [];
      const {
        endpoint,
        attempt,
        scheduledTime,
        nextAttemptTime,
        scheduleToCloseMilliseconds: total,
        lastFailure,
      } = operation;
      const deadline = total === undefined || scheduledTime === undefined ? undefined : scheduledTime + total;
      return [
        {
          problem: HR7030.problem({
            endpoint,
            service: operation.service,
            operation: operation.operation,
            attempt: Math.max(1, attempt),
            since: agoText(situation, scheduledTime),
            reason: trouble.reason,
          }),
          evidence: [
            seen(`the operation is ${operation.state} in attempt ${Math.max(1, attempt)}`, scheduledTime),
            ...(lastFailure === undefined ? [] : [seen(`the last attempt failed with: ${failureText(lastFailure)}`)]),
            ...trouble.evidence.map((text) => seen(text)),
          ],
          consequence: [
            nextAttemptTime === undefined
              ? 'It is tried again by itself.'
              : `It is tried again at ${isoTime(nextAttemptTime)}.`,
            deadline === undefined ? timeoutText(situation) : `It times out at ${isoTime(deadline)}.`,
          ].join(' '),
          remedy: [
            { text: trouble.remedy },
            {
              text: 'See where the endpoint leads.',
              command: temporal(situation, 'operator nexus endpoint get', { name: endpoint }),
            },
          ],
          raisedCode: raisedCode(lastFailure),
          place:
            operation.scheduledEventId === undefined
              ? { view: 'history' as const }
              : { view: 'event' as const, eventId: operation.scheduledEventId },
          since: scheduledTime,
        },
      ];
    }),
};

/** An operation that was started is as stuck as the workflow that works on it. */
function stuckHandler(situation: Situation, operation: NexusOperationFacts): Found | undefined {
  const { execution, endpoint, service, attempt, scheduledTime } = operation;
  if (execution === undefined || !isOpen(execution)) return undefined;
  const [verdict] = situation.diagnose(execution);
  if (verdict === undefined || isHealthy(verdict.cause) || verdict.cause === 'unknown') return undefined;
  const { workflowId, workflowType, runId } = execution;
  const common = blockedBy(situation, { workflowId, runId, verdict });
  const reason = `workflow "${workflowId}", which works on it, is stuck (${verdict.cause}): ${verdict.headline}`;
  return {
    ...common,
    problem: HR7030.problem({
      endpoint,
      service,
      operation: operation.operation,
      attempt,
      since: agoText(situation, scheduledTime),
      reason: reason.replace(/[.]$/, ''),
    }),
    evidence: [
      seen(`the operation was started, and workflow "${workflowId}" (${workflowType}) works on it`, scheduledTime),
      ...common.evidence,
    ],
    consequence: `The operation takes as long as that workflow. ${verdict.consequence}`,
  };
}

interface Trouble {
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly remedy: string;
}

/** Whether an operation that has not been started is in trouble; one that was started is as well as its handler. */
export function troubleOf({ facts }: Situation, operation: NexusOperationFacts): Trouble | undefined {
  if (operation.state === 'STARTED' || operation.state === 'UNKNOWN') return undefined;
  const endpoint = facts.nexusEndpoints.find(({ name }) => name === operation.endpoint);
  if (endpoint?.exists === false) {
    return {
      reason: `no endpoint of this name exists`,
      evidence: [`endpoint "${operation.endpoint}" does not exist`],
      remedy: `Create endpoint "${operation.endpoint}", or correct its name in the workflow.`,
    };
  }
  const { target } = endpoint ?? {};
  const queue = facts.queues.find(
    ({ type, name, namespace = facts.namespace }) =>
      type === 'nexus' && name === target?.taskQueue && namespace === target.namespace,
  );
  const age = facts.now - (operation.scheduledTime ?? facts.now);
  if (target !== undefined && queue !== undefined && freshPollers(queue, facts.now).length === 0) {
    return {
      reason: `no worker polls task queue "${target.taskQueue}" in namespace "${target.namespace}" for Nexus tasks`,
      evidence: [
        `endpoint "${operation.endpoint}" leads to task queue "${target.taskQueue}" in namespace "${target.namespace}", which nobody polls for Nexus tasks`,
      ],
      remedy: `Start a worker with the Nexus service "${operation.service}" on task queue "${target.taskQueue}" in namespace "${target.namespace}".`,
    };
  }
  if (operation.state === 'BLOCKED') {
    const why = operation.blockedReason || 'the circuit breaker of the endpoint is open';
    return { reason: why, evidence: [why], remedy: 'Repair the handler: operations go through again once it answers.' };
  }
  if (operation.state === 'BACKING_OFF' || operation.attempt > 1) {
    return {
      reason: `its last attempt failed with: ${failureText(operation.lastFailure)}`,
      evidence: queue === undefined ? [] : ['workers poll the task queue of the endpoint'],
      remedy: 'Repair the handler that the failure names: the next attempt then succeeds by itself.',
    };
  }
  if (age <= HANDOVER_MILLISECONDS * 5) return undefined;
  return {
    reason: 'it was sent and has not been answered',
    evidence: [],
    remedy: 'See whether the handler of the endpoint is at work.',
  };
}
