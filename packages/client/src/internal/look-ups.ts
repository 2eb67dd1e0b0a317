import type { Connection, ConnectionLike } from '@temporalio/client';
import { GRPC, grpcCause } from './grpc-error';
import { within } from './within';

type Service = ConnectionLike['workflowService'];
type Answer<Name extends keyof Service> = Awaited<ReturnType<Extract<Service[Name], (...args: never[]) => unknown>>>;

export type Description = Answer<'describeWorkflowExecution'>;
export type HistoryEvent = NonNullable<
  NonNullable<Answer<'getWorkflowExecutionHistoryReverse'>['history']>['events']
>[number];

/**
 * Questions to the server about a call that has failed. Each is bounded in time, and all of a process in number, so that a storm of
 * failures does not become one of questions; what is not answered is undefined.
 */
export interface LookUps {
  describe(workflowId: string, runId?: string): Promise<Description | undefined>;
  /** The last events of a history, the newest first. */
  lastEvents(workflowId: string, runId: string | undefined, count: number): Promise<readonly HistoryEvent[]>;
  /** How many workers poll a queue for workflow tasks. */
  pollers(taskQueue: string): Promise<number | undefined>;
  /** Whether a worker has accepted an update. */
  updateWasAccepted(workflowId: string, runId: string | undefined, updateId: string): Promise<boolean | undefined>;
  namespaces(): Promise<readonly string[]>;
  searchAttributes(): Promise<readonly string[]>;
}

const LIMIT_MILLISECONDS = 1_500;
const WORKFLOW_TASKS = 1;
const LONGEST_HISTORY = 1_000;

export function lookUpsOf(connection: unknown, namespace: string): LookUps {
  const ask = async <T>(question: (service: Service) => Promise<T>): Promise<T | undefined> => {
    try {
      return await askOrThrow(question);
    } catch {
      return undefined;
    }
  };
  const askOrThrow = async <T>(question: (service: Service) => Promise<T>): Promise<T | undefined> => {
    const { workflowService, withDeadline } = (connection ?? {}) as Partial<ConnectionLike>;
    if (workflowService === undefined || withDeadline === undefined || !mayAsk()) return undefined;
    const answer = withDeadline.call(connection, Date.now() + LIMIT_MILLISECONDS, () => question(workflowService));
    return (await within(LIMIT_MILLISECONDS, answer)) as T | undefined;
  };
  const execution = (workflowId: string, runId: string | undefined) => ({
    namespace,
    execution: { workflowId, ...(runId !== undefined && { runId }) },
  });
  return {
    describe: (workflowId, runId) => ask((service) => service.describeWorkflowExecution(execution(workflowId, runId))),
    async lastEvents(workflowId, runId, count) {
      const request = { ...execution(workflowId, runId), maximumPageSize: count };
      try {
        const answer = await askOrThrow((service) => service.getWorkflowExecutionHistoryReverse(request));
        return answer?.history?.events ?? [];
      } catch (error) {
        if (grpcCause(error)?.code !== GRPC.UNIMPLEMENTED) return [];
        // A time-skipping server reads histories forwards only. Those of tests are short.
        const whole = { ...request, maximumPageSize: LONGEST_HISTORY };
        const answer = await ask((service) => service.getWorkflowExecutionHistory(whole));
        return [...(answer?.history?.events ?? [])].reverse().slice(0, count);
      }
    },
    async pollers(taskQueue) {
      const request = { namespace, taskQueue: { name: taskQueue }, taskQueueType: WORKFLOW_TASKS };
      const answer = await ask((service) => service.describeTaskQueue(request));
      return answer && (answer.pollers ?? []).length;
    },
    async updateWasAccepted(workflowId, runId, updateId) {
      const { execution: workflowExecution } = execution(workflowId, runId);
      const request = { namespace, updateRef: { workflowExecution, updateId } };
      try {
        const answer = await askOrThrow((service) => service.pollWorkflowExecutionUpdate(request));
        return answer && (answer.outcome != null || Number(answer.stage) >= ACCEPTED);
      } catch (error) {
        return grpcCause(error)?.code === GRPC.NOT_FOUND ? false : undefined;
      }
    },
    async namespaces() {
      const answer = await ask((service) => service.listNamespaces({ pageSize: 50 }));
      return (answer?.namespaces ?? []).flatMap(({ namespaceInfo }) => namespaceInfo?.name ?? []);
    },
    async searchAttributes() {
      // What users have made; Temporal Cloud answers only the other question, with the server's own among them.
      const { operatorService } = (connection ?? {}) as Partial<Connection>;
      const custom = await ask(
        () => operatorService?.listSearchAttributes({ namespace }) ?? Promise.reject(new Error()),
      );
      if (custom !== undefined) return Object.keys(custom.customAttributes);
      const all = await ask((service) => service.getSearchAttributes({}));
      return Object.keys(all?.keys ?? {});
    },
  };
}

// UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_ACCEPTED
const ACCEPTED = 2;

const BURST = 100;
const REFILL_MILLISECONDS = 100;

let questions = BURST;
let refilled = 0;

function mayAsk(): boolean {
  const now = performance.now();
  const earned = Math.floor((now - refilled) / REFILL_MILLISECONDS);
  if (earned > 0) {
    questions = Math.min(BURST, questions + earned);
    refilled = now;
  }
  if (questions === 0) return false;
  questions -= 1;
  return true;
}
