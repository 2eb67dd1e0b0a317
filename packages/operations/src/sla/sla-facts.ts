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
    executionTime: toInstant(execution.executionTime) ?? toInstant(execution.startTime) ?? 0,
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
  if (workflowExecutionInfo == null) return undefined;
  const facts = toSlaFacts(workflowExecutionInfo, deadlineAttribute);
  const { deadline, executionTime } = facts;
  // The run of a cron has the deadline of the run before until it begins.
  return deadline !== undefined && facts.startTime < executionTime && deadline <= executionTime
    ? await withOwnDeadline(calls, namespace, facts)
    : facts;
}

/** What holds for a run that has not begun: of a cron its own deadline, of a retry that which it has. */
async function withOwnDeadline(calls: ServerCalls, namespace: string, facts: SlaFacts): Promise<SlaFacts> {
  const started = await readStart(calls, namespace, facts);
  const { sla, deadline } = headerOf(started);
  const isOfCron = Boolean(started?.cronSchedule) && (started?.attempt ?? 1) <= 1 && deadline === undefined;
  if (!isOfCron || sla === undefined) return facts;
  const { executionTime } = facts;
  return { ...facts, startTime: executionTime, deadline: executionTime + sla };
}

/**
 * The deadline of an execution that was started with an SLA and has not worked out its deadline: the run of a schedule or of a
 * cron, no task of which has succeeded so far.
 */
export async function deadlineOfUnbegun(
  calls: ServerCalls,
  namespace: string,
  facts: SlaFacts,
): Promise<number | undefined> {
  const { sla, left, deadline } = headerOf(await readStart(calls, namespace, facts));
  if (sla === undefined || left !== undefined) return undefined;
  return deadline ?? facts.executionTime + sla;
}

async function readStart(calls: ServerCalls, namespace: string, { workflowId, runId }: SlaFacts) {
  const page = await calls.tryAsk(`the start of workflow "${workflowId}"`, 'GetWorkflowExecutionHistory', (service) =>
    service.getWorkflowExecutionHistory({ namespace, execution: { workflowId, runId }, maximumPageSize: 1 }),
  );
  return page?.history?.events?.[0]?.workflowExecutionStartedEventAttributes;
}

function headerOf(started: Awaited<ReturnType<typeof readStart>>): Partial<HeaderContent> {
  const header = (plainPayload(started?.header?.fields?.[HEADER]) ?? {}) as Partial<HeaderContent>;
  return typeof header.sla === 'number' ? header : {};
}
