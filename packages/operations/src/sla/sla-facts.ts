import { HEADER, type HeaderContent } from '@handrail/common/guards';
import { statusOf } from '../gather/enums';
import { plainPayload } from '../gather/payload';
import { toInstant } from '../gather/wire';
import type { Description } from '../gather/wire-types';
import type { ServerCalls } from '../internal/server-calls';
import type { SlaFacts } from './judge-sla';

/** An execution as the server lists and describes it. */
export type WireExecution = NonNullable<Description['workflowExecutionInfo']>;

/** What an execution's search attributes and memo say of its SLA. */
export function toSlaFacts(execution: WireExecution, deadlineAttribute: string): SlaFacts {
  const { memo, searchAttributes } = execution;
  const owner = plainPayload(memo?.fields?.['owner']);
  return {
    workflowId: execution.execution?.workflowId ?? '',
    runId: execution.execution?.runId ?? '',
    workflowType: execution.type?.name ?? '',
    status: statusOf(execution.status),
    owner: typeof owner === 'string' ? owner : null,
    startTime: toInstant(execution.startTime) ?? 0,
    closeTime: toInstant(execution.closeTime),
    deadline: toTime(plainPayload(searchAttributes?.indexedFields?.[deadlineAttribute])),
  };
}

function toTime(value: unknown): number | undefined {
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  const time = typeof first === 'string' ? Date.parse(first) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** The facts as the server's own record has them, which is ahead of its list. Undefined for one that is gone. */
export async function currentSlaFacts(
  calls: ServerCalls,
  namespace: string,
  { workflowId, runId }: Pick<SlaFacts, 'workflowId' | 'runId'>,
  deadlineAttribute: string,
): Promise<SlaFacts | undefined> {
  const answer = await calls.ask('DescribeWorkflowExecution', (service) =>
    service.describeWorkflowExecution({ namespace, execution: { workflowId, runId } }),
  );
  if (!answer.ok) {
    if (answer.problem.kind !== 'not found') calls.noteMissing(`workflow "${workflowId}"`, answer.problem.text);
    return undefined;
  }
  const { workflowExecutionInfo } = answer.value;
  return workflowExecutionInfo == null ? undefined : toSlaFacts(workflowExecutionInfo, deadlineAttribute);
}

/**
 * The deadline of an execution that was started with an SLA and has not worked out its deadline: the run of a schedule, no task
 * of which has succeeded so far.
 */
export async function deadlineOfUnbegun(
  calls: ServerCalls,
  namespace: string,
  { workflowId, runId, startTime }: SlaFacts,
): Promise<number | undefined> {
  const page = await calls.tryAsk(`the start of workflow "${workflowId}"`, 'GetWorkflowExecutionHistory', (service) =>
    service.getWorkflowExecutionHistory({ namespace, execution: { workflowId, runId }, maximumPageSize: 1 }),
  );
  const started = page?.history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  const header = (plainPayload(started?.header?.fields?.[HEADER]) ?? {}) as Partial<HeaderContent>;
  if (typeof header.sla !== 'number' || header.left !== undefined) return undefined;
  return header.deadline ?? startTime + header.sla;
}
