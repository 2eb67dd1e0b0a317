import { HR4004, HR4007, HR4008, HR4013, HR4014, HR4059, type Problem } from '@handrail/errors';
import {
  NamespaceNotFoundError,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { endOf, isOpen, startOf, statusOf } from '../execution-words';
import type { Failure, Translator } from '../failure';
import { GRPC } from '../grpc-error';
import { namespaceFacts } from '../namespace-facts';

/** What is not there, or is there already: namespace, workflow execution, update, schedule. */
export const identity: Translator = async (failure) => {
  const { error, grpc, call } = failure;
  if (error instanceof NamespaceNotFoundError) return await missingNamespace(error.namespace, failure);
  if (error instanceof WorkflowExecutionAlreadyStartedError) return await takenId(error, failure);
  if (error instanceof WorkflowNotFoundError)
    return await missing(error.workflowId, error.runId, error.message, failure);
  if (error instanceof ScheduleAlreadyRunning) return HR4013.problem({ scheduleId: error.scheduleId });
  if (error instanceof ScheduleNotFoundError) {
    return HR4014.problem({ scheduleId: error.scheduleId, namespace: failure.place.namespace });
  }
  // Some calls hand on what gRPC says as it is.
  if (grpc?.code !== GRPC.NOT_FOUND || (grpc as unknown) !== error) return undefined;
  const namespace = /Namespace (\S+) is not found/.exec(grpc.message)?.[1];
  if (namespace !== undefined) return await missingNamespace(namespace, failure);
  const isExecution = /workflow (?:not found|execution)/i.test(grpc.message);
  return isExecution && call.workflowId !== undefined
    ? await missing(call.workflowId, call.runId, grpc.message, failure)
    : undefined;
};

async function missingNamespace(namespace: string, { place, lookUps }: Failure): Promise<Problem> {
  return HR4004.problem(await namespaceFacts(namespace, place.address, lookUps));
}

async function takenId(
  error: WorkflowExecutionAlreadyStartedError,
  { call, lookUps, found }: Failure,
): Promise<Problem> {
  const { workflowId, workflowType } = error;
  const description = await lookUps.describe(workflowId);
  const info = description?.workflowExecutionInfo;
  const open = isOpen(info);
  if (info?.execution?.runId) found.runId = info.execution.runId;
  const policies = policiesOf(call.options);
  return HR4007.problem({
    workflowId,
    workflowType,
    ...(policies !== undefined && { policies }),
    ...(info?.execution?.runId && {
      holder: {
        workflowType: info.type?.name ?? 'an unknown type',
        runId: info.execution.runId,
        status: statusOf(info) ?? 'closed',
        open,
        since: (open ? startOf(info) : endOf(info)) ?? 'an unknown time',
      },
    }),
  });
}

function policiesOf(options: object | undefined): string | undefined {
  const given = (options ?? {}) as Record<string, unknown>;
  const named = ['workflowIdReusePolicy', 'workflowIdConflictPolicy'].flatMap((name) =>
    typeof given[name] === 'string' ? [`${name} is ${given[name]}`] : [],
  );
  return named.length === 0 ? undefined : named.join(', ');
}

async function missing(
  workflowId: string,
  runId: string | undefined,
  message: string,
  { place: { namespace }, call, lookUps }: Failure,
): Promise<Problem> {
  const updateId = /^update "(.*)" not found/s.exec(message)?.[1];
  if (updateId !== undefined) return HR4059.problem({ workflowId, updateId });
  const closed = message.includes('already completed');
  const description = closed ? await lookUps.describe(workflowId, runId) : undefined;
  const info = description?.workflowExecutionInfo;
  const [status, at] = [statusOf(info), endOf(info)];
  return HR4008.problem({
    workflowId: workflowId || (call.workflowId ?? ''),
    ...(runId !== undefined && { runId }),
    namespace,
    closed,
    ...(!isOpen(info) && status !== undefined && { ended: { status, ...(at !== undefined && { at }) } }),
    ...(!closed && /^workflow execution not found/.test(message) && { otherChain: true }),
  });
}
