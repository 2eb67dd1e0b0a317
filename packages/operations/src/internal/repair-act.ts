import type { LoadedDataConverter } from '@temporalio/common';
import { encodeToPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { createHash, randomUUID } from 'node:crypto';
import type { OperationsClient } from '../explain-execution';
import type { PlannedRepair } from '../repair';
import type { RepairAction } from '../repair-action';
import { ServerCalls, type Service } from './server-calls';

/** What is done to one execution, and how it is recorded. */
export interface Act {
  readonly action: RepairAction;
  readonly reason: string;
  readonly identity: string;
  readonly args: readonly unknown[];
  readonly converter: LoadedDataConverter;
}

/** Does it; gives the run that a reset makes. */
export async function act(
  service: Service,
  namespace: string,
  { workflowId, runId }: Pick<PlannedRepair, 'workflowId' | 'runId'>,
  { action, reason, identity, args, converter }: Act,
): Promise<string | undefined> {
  const execution = { workflowId, runId };
  switch (action.kind) {
    case 'reset-workflow':
      return (
        await service.resetWorkflowExecution({
          namespace,
          workflowExecution: execution,
          reason,
          // Typed as a Long; the encoder takes a number as well.
          workflowTaskFinishEventId: action.eventId as never,
          // Of two who repair at the same moment, the server lets one make a new run, and tells the other of it.
          requestId: resetRequestId(runId, action.eventId),
          identity,
        })
      ).runId;
    case 'reset-activity':
      await service.resetActivity({ namespace, execution, identity, id: action.activityId });
      return undefined;
    case 'unpause-activity':
      await service.unpauseActivity({ namespace, execution, identity, id: action.activityId });
      return undefined;
    case 'end-attempt':
      await service.respondActivityTaskFailedById({
        namespace,
        workflowId,
        runId,
        activityId: action.activityId,
        identity,
        failure: { message: reason, source: 'Handrail', applicationFailureInfo: { type: 'WorkerGone' } },
      });
      return undefined;
    case 'unpause-workflow':
      await service.unpauseWorkflowExecution({
        namespace,
        workflowId,
        runId,
        identity,
        reason,
        requestId: randomUUID(),
      });
      return undefined;
    case 'signal':
      await service.signalWorkflowExecution({
        namespace,
        workflowExecution: execution,
        signalName: action.name,
        input: { payloads: await encodeToPayloads(converter, ...args) },
        identity,
        // The same again after an interruption, so that the server takes it once.
        // For another reason, the next time that it waits for this signal is another matter.
        requestId: requestId(runId, action.name, args, reason),
      });
      return undefined;
  }
}

/**
 * The run that a reset made whose answer was lost: the server names the run which took the place of another, and keeps which
 * request made it. Undefined where it shows none, or one that somebody else has made.
 */
export async function findRunOfReset(
  client: OperationsClient,
  { workflowId, runId, actions }: Pick<PlannedRepair, 'workflowId' | 'runId' | 'actions'>,
): Promise<string | undefined> {
  const ours = new Set(
    actions.flatMap((action) => (action.kind === 'reset-workflow' ? [resetRequestId(runId, action.eventId)] : [])),
  );
  if (ours.size === 0) return undefined;
  const calls = new ServerCalls(client);
  const describe = async (run: string) => {
    const request = { namespace: client.options.namespace, execution: { workflowId, runId: run } };
    const answer = await calls.ask('DescribeWorkflowExecution', (service) =>
      service.describeWorkflowExecution(request),
    );
    return answer.ok ? answer.value.workflowExtendedInfo : undefined;
  };
  const newRunId = (await describe(runId))?.resetRunId;
  if (!newRunId) return undefined;
  const requests = Object.keys((await describe(newRunId))?.requestIdInfos ?? {});
  return requests.some((each) => ours.has(each)) ? newRunId : undefined;
}

function resetRequestId(runId: string, eventId: number): string {
  return requestId(runId, 'reset', eventId);
}

/** The same for the same, whoever does it and however often. */
function requestId(...what: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(what));
  return `handrail-repair-${hash.digest('hex').slice(0, 32)}`;
}
