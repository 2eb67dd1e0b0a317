// What the examples of the error pages need of a real server: a namespace of their own, and an end of all that they begin.
import { Connection as HandrailConnection } from '@handrail/client';
import { setHost } from '@handrail/common/host';
import { Connection } from '@temporalio/client';
import { Client as RawClient, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { beginWorkerLog, keepWorkerLog, workerLog } from '../../../test-support/worker-log';
import { type Here, setHere } from './here/here';
import { pem, Servers } from './servers';

/** A namespace on the server of the tests, in which examples run one after the other. */
export class ExampleWorld {
  readonly #started = new Set<string>();
  readonly #schedules = new Set<string>();

  private constructor(
    readonly address: string,
    readonly namespace: string,
    readonly connection: Connection,
    readonly nativeConnection: NativeConnection,
  ) {
    this.client = new RawClient({ connection, namespace });
    this.servers = new Servers(address);
  }

  /** For preparing and looking, beside the example. */
  readonly client: RawClient;
  readonly servers: Servers;

  static async open(address: string): Promise<ExampleWorld> {
    await keepWorkerLog();
    const namespace = `docs-${randomUUID().slice(0, 8)}`;
    const connection = await Connection.connect({ address });
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    const world = new ExampleWorld(address, namespace, connection, await NativeConnection.connect({ address }));
    await until(async () => {
      await world.client.workflow.count();
      await world.client.workflow.getHandle('nobody').describe();
    }, /not found for ID/);
    world.#noteRequests(connection);
    return world;
  }

  async close(): Promise<void> {
    await this.servers.stop();
    await this.nativeConnection.close();
    await this.connection.close();
  }

  /** The executions that were started since the last {@link begin}. */
  get started(): WorkflowHandle[] {
    return [...this.#started].map((id) => this.client.workflow.getHandle(id));
  }

  /** Begins an example: nothing has been logged, and nothing is trusted but what `trusted` says. */
  async begin({ trusted = true } = {}): Promise<{ log: () => string; end: () => Promise<unknown[]> }> {
    beginWorkerLog();
    delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.policies')];
    const warnings: string[] = [];
    setHost({ logger: { warn: (message: string) => void warnings.push(message) } as never });
    let finish = (): void => undefined;
    const over = new Promise<void>((resolve) => (finish = resolve));
    // An example may close its connection, and a reader's is Handrail's.
    const connection = await HandrailConnection.connect({ address: this.address });
    this.#noteRequests(connection);
    const place: Here = {
      address: this.address,
      namespace: this.namespace,
      authority: trusted ? pem('authority.pem') : undefined,
      connection,
      nativeConnection: this.nativeConnection,
      over,
      running: [],
      opened: [connection],
    };
    setHere(place);
    return {
      log: () => [...warnings, ...workerLog].join('\n'),
      end: async () => {
        for (const handle of this.started) await handle.terminate('the example is over').catch(() => undefined);
        for (const id of this.#schedules)
          await this.client.schedule
            .getHandle(id)
            .delete()
            .catch(() => undefined);
        this.#started.clear();
        this.#schedules.clear();
        finish();
        const ends = await Promise.allSettled(place.running);
        for (const each of place.opened) await each.close().catch(() => undefined);
        setHost({});
        return ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      },
    };
  }

  #noteRequests({ workflowService }: Connection): void {
    const service = workflowService as unknown as Record<string, (request: Request) => Promise<unknown>>;
    for (const method of [
      'startWorkflowExecution',
      'signalWithStartWorkflowExecution',
      'executeMultiOperation',
      'createSchedule',
    ]) {
      const original = service[method]!;
      service[method] = async (request) => {
        const response = await original.call(workflowService, request);
        if (request.scheduleId) this.#schedules.add(request.scheduleId);
        const starts = [request, ...(request.operations ?? []).map(({ startWorkflow }) => startWorkflow)];
        for (const start of starts) if (start?.workflowId) this.#started.add(start.workflowId);
        return response;
      };
    }
  }
}

interface Request {
  readonly workflowId?: string;
  readonly scheduleId?: string;
  readonly operations?: readonly { readonly startWorkflow?: Request }[];
}

/** Repeats what fails for a moment only, until it succeeds, or fails as expected. */
async function until(attempt: () => Promise<unknown>, expected: RegExp): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (expected.test(String(error))) return;
      if (tries === 100) throw error;
      await wait(200);
    }
  }
}

const CHILD_STARTS = [
  'startChildWorkflowExecutionInitiatedEventAttributes',
  'childWorkflowExecutionStartedEventAttributes',
  'startChildWorkflowExecutionFailedEventAttributes',
] as const;

/** Waits until an execution is closed, its workflow task has failed, or nothing but time and people can move it. */
export async function settled(handle: WorkflowHandle): Promise<void> {
  for (let tries = 1; tries <= 150; tries += 1) {
    const { events } = await handle.fetchHistory();
    const [first, ...others] = [...(events ?? [])].reverse();
    const failed = (events ?? []).flatMap((event) => event.workflowTaskFailedEventAttributes ?? []);
    // One that something has come in during is done anew at once.
    if (failed.some(({ cause }) => cause !== UNHANDLED_COMMAND)) return;
    const { status, raw } = await handle.describe();
    if (status.name !== 'RUNNING') return;
    const count = (attributes: (typeof CHILD_STARTS)[number]) =>
      (events ?? []).filter((each) => each[attributes]).length;
    const [asked, started, refused] = CHILD_STARTS.map(count);
    // An activity that fails is tried again for longer than anybody watches. Whether a child starts is told a moment later.
    const isIdle =
      raw.pendingWorkflowTask == null &&
      asked === (started ?? 0) + (refused ?? 0) &&
      (raw.pendingActivities ?? []).every(({ lastFailure }) => lastFailure);
    if (first !== undefined && others.length > 1 && isIdle) return;
    await wait(100);
  }
  throw new Error(`${handle.workflowId} does not come to rest.`);
}

// WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND
const UNHANDLED_COMMAND = 1;

/** What the Temporal UI shows of the workflow tasks, and of pending activities, that failed. */
export async function failuresOf(handle: WorkflowHandle): Promise<string> {
  const { events } = await handle.fetchHistory();
  // A handle would read the memo, too, which an example may have written with a codec of its own.
  const { workflowService, options } = handle.client;
  const raw = await workflowService.describeWorkflowExecution({
    namespace: options.namespace,
    execution: { workflowId: handle.workflowId },
  });
  const tasks = (events ?? []).flatMap(
    ({ workflowTaskFailedEventAttributes: task, workflowExecutionFailedEventAttributes: execution }) =>
      task?.failure ?? execution?.failure ?? [],
  );
  const activities = (raw.pendingActivities ?? []).flatMap(({ lastFailure }) => lastFailure ?? []);
  return [...tasks, ...activities].map(({ message }) => message ?? '').join('\n');
}
