import { randomUUID } from 'node:crypto';
import type { OperationsClient } from '../explain-execution';
import { statusOf, taskStateOf } from '../gather/enums';
import { plainPayload } from '../gather/payload';
import { toInstant } from '../gather/wire';
import { type Answer, type CallProblem, ServerCalls, type Service } from '../internal/server-calls';

/** The type of the executions in which the server remembers what was notified. Permanent: people see it in lists. */
export const CLAIM_TYPE = 'handrail-sla-notice';

/** A claim is its holder's for that long, and again at each renewal. */
export const LEASE_MILLISECONDS = 10_000;

// For as long may all monitors be away and the next one find the claim by itself; after that it is made anew.
const RUN_SECONDS = 3_600;
// The server refuses to be polled for two seconds or less. A task that waits comes at once.
const POLL_MILLISECONDS = 5_000;

const PAGE = 1_000;
const MOST_LISTED = 20_000;

const ALLOW_DUPLICATE_FAILED_ONLY = 2;
const CONFLICT_FAIL = 1;
const COMPLETE_WORKFLOW_EXECUTION = 4;

const FAIL_WORKFLOW_EXECUTION = 5;
const MODIFY_WORKFLOW_PROPERTIES = 16;
// In the memo of a claim: the sinks that have got the notice, where others have not.
const GOT = 'got';

type Token = Uint8Array;

/** A claim that was made, or taken over. */
export interface Held {
  readonly token: Token;
  /** When it was, by the clock of the server; undefined where the server does not say. */
  readonly time: number | undefined;
}

/** Where a claim stands that somebody else has made. */
export interface ClaimState {
  readonly kind: 'delivered' | 'held' | 'abandoned';
  /** The sinks that have got the notice, where others have not. */
  readonly got: readonly string[];
}

/** The calls that make, renew and close a claim: an execution whose one workflow task is the lease of its holder. */
export class ClaimService {
  readonly #client: OperationsClient;
  readonly #identity: string;

  constructor(client: OperationsClient, identity: string) {
    this.#client = client;
    this.#identity = identity;
  }

  /** Makes a claim; undefined where there is one. */
  async make(id: string, memo: Readonly<Record<string, string>>): Promise<Held | undefined> {
    const seconds = (value: number) => ({ seconds: value as never });
    const started = await this.#ask('StartWorkflowExecution', (service, namespace) =>
      service.startWorkflowExecution({
        namespace,
        workflowId: id,
        workflowType: { name: CLAIM_TYPE },
        // One of its own, on which only the task of a holder that died ever waits.
        taskQueue: queueOf(id),
        identity: this.#identity,
        requestId: randomUUID(),
        workflowIdReusePolicy: ALLOW_DUPLICATE_FAILED_ONLY,
        workflowIdConflictPolicy: CONFLICT_FAIL,
        workflowRunTimeout: seconds(RUN_SECONDS),
        workflowTaskTimeout: seconds(LEASE_MILLISECONDS / 1_000),
        requestEagerExecution: true,
        memo: { fields: Object.fromEntries(Object.entries(memo).map(([key, value]) => [key, jsonPayload(value)])) },
      }),
    );
    if (started.ok) return held(started.value.eagerWorkflowTask) ?? (await this.take(id));
    if (started.problem.kind === 'already exists') return undefined;
    throw new Error(started.problem.text);
  }

  /** What time it is for the server; undefined where it does not say. A claim about nothing, closed at once, tells. */
  async time(): Promise<number | undefined> {
    const held = await this.make(`handrail-sla-clock-${randomUUID()}`, {}).catch(() => undefined);
    if (held === undefined) return undefined;
    await this.complete(held.token, {});
    return held.time;
  }

  async state(id: string): Promise<ClaimState> {
    const described = await this.#ask('DescribeWorkflowExecution', (service, namespace) =>
      service.describeWorkflowExecution({ namespace, execution: { workflowId: id } }),
    );
    if (!described.ok) throw new Error(described.problem.text);
    const { workflowExecutionInfo: info, pendingWorkflowTask: task } = described.value;
    const list = plainPayload(info?.memo?.fields?.[GOT]);
    const got = Array.isArray(list) ? list.map(String) : [];
    if (statusOf(info?.status) === 'COMPLETED') return { kind: 'delivered', got };
    // The server offers the task to others once the lease is over.
    return { kind: task != null && taskStateOf(task.state) === 'SCHEDULED' ? 'abandoned' : 'held', got };
  }

  /** Whether a claim was closed for good. */
  async isDelivered(id: string): Promise<boolean> {
    const described = await this.#ask('DescribeWorkflowExecution', (service, namespace) =>
      service.describeWorkflowExecution({ namespace, execution: { workflowId: id } }),
    );
    return described.ok && statusOf(described.value.workflowExecutionInfo?.status) === 'COMPLETED';
  }

  /** The claims that were closed for good since a time, as far as the server lists them. */
  async delivered(since: number): Promise<readonly string[]> {
    const query = `WorkflowType = "${CLAIM_TYPE}" AND ExecutionStatus = "Completed" AND CloseTime >= "${new Date(since).toISOString()}"`;
    const ids: string[] = [];
    let nextPageToken: Uint8Array = new Uint8Array();
    do {
      const token = nextPageToken;
      const page = await this.#ask('ListWorkflowExecutions', (service, namespace) =>
        service.listWorkflowExecutions({ namespace, query, pageSize: PAGE, nextPageToken: token }),
      );
      if (!page.ok) return ids;
      ids.push(...(page.value.executions ?? []).map(({ execution }) => execution?.workflowId ?? ''));
      nextPageToken = page.value.nextPageToken ?? new Uint8Array();
    } while (nextPageToken.length > 0 && ids.length < MOST_LISTED);
    return ids;
  }

  /** Takes over a claim that was abandoned; undefined where somebody else was quicker. */
  async take(id: string): Promise<Held | undefined> {
    const polled = await this.#ask(
      'PollWorkflowTaskQueue',
      (service, namespace) =>
        service.pollWorkflowTaskQueue({ namespace, taskQueue: queueOf(id), identity: this.#identity }),
      POLL_MILLISECONDS,
    );
    return polled.ok ? held(polled.value) : undefined;
  }

  /** The token that counts from now on; undefined where the claim was lost. */
  async renew(taskToken: Token): Promise<Token | undefined> {
    const renewed = await this.#respond(taskToken, [], {
      forceCreateNewWorkflowTask: true,
      returnNewWorkflowTask: true,
    });
    if (renewed.ok) return renewed.value.workflowTask?.taskToken ?? undefined;
    // What the server did not hear of has changed nothing.
    return isLost(renewed.problem.kind) ? undefined : taskToken;
  }

  /** Closes a claim for good; false where the server did not take it. */
  async complete(taskToken: Token, result: object): Promise<boolean> {
    const completed = await this.#respond(taskToken, [
      {
        commandType: COMPLETE_WORKFLOW_EXECUTION,
        completeWorkflowExecutionCommandAttributes: { result: { payloads: [jsonPayload(result)] } },
      },
    ]);
    return completed.ok;
  }

  /** Leaves a claim to whoever takes it next, with the sinks that need not get the notice again. */
  async leave(taskToken: Token, got: readonly string[]): Promise<void> {
    const upsertedMemo = { fields: { [GOT]: jsonPayload(got) } };
    const command = {
      commandType: MODIFY_WORKFLOW_PROPERTIES,
      modifyWorkflowPropertiesCommandAttributes: { upsertedMemo },
    };
    await this.#respond(taskToken, [command], { forceCreateNewWorkflowTask: true });
  }

  /** Gives a claim back: it may be made anew. */
  async release(taskToken: Token, message: string): Promise<void> {
    await this.#respond(taskToken, [
      { commandType: FAIL_WORKFLOW_EXECUTION, failWorkflowExecutionCommandAttributes: { failure: { message } } },
    ]);
  }

  async #respond(taskToken: Token, commands: object[], options: object = {}) {
    return await this.#ask('RespondWorkflowTaskCompleted', (service, namespace) =>
      service.respondWorkflowTaskCompleted({ taskToken, identity: this.#identity, namespace, commands, ...options }),
    );
  }

  async #ask<T>(
    name: string,
    call: (service: Service, namespace: string) => Promise<T>,
    milliseconds?: number,
  ): Promise<Answer<T>> {
    const { namespace } = this.#client.options;
    return await new ServerCalls(this.#client).ask(name, (service) => call(service, namespace), milliseconds);
  }
}

function held(
  task:
    { readonly taskToken?: Token | null; readonly startedTime?: Parameters<typeof toInstant>[0] } | null | undefined,
): Held | undefined {
  return task?.taskToken?.length ? { token: task.taskToken, time: toInstant(task.startedTime) } : undefined;
}

/** Whether the server has refused a token, as it does once somebody else may have the claim. */
function isLost(kind: CallProblem['kind']): boolean {
  return !['unavailable', 'timed out', 'rate limited'].includes(kind);
}

const NORMAL_QUEUE = 1;

function queueOf(id: string) {
  return { name: id, kind: NORMAL_QUEUE };
}

function jsonPayload(value: unknown) {
  return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) };
}
