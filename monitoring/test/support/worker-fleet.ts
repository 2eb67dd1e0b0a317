import { Client, Connection, type WorkflowStartOptions } from '@handrail/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker, type WorkerOptions } from '@handrail/worker';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { activities } from './activities';

type Bundle = Awaited<ReturnType<typeof bundleWorkflowCode>>;

/** Workers of many task queues in this process, and a client that starts what they run. */
export class WorkerFleet {
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #started: string[] = [];
  readonly #bundles = new Map<string, Promise<Bundle>>();
  readonly #run = randomUUID().slice(0, 8);

  private constructor(
    readonly address: string,
    readonly connection: Connection,
    readonly client: Client,
    readonly native: NativeConnection,
  ) {}

  static async connect(address: string): Promise<WorkerFleet> {
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, policy: { mode: 'warn' } });
    return new WorkerFleet(address, connection, client, await NativeConnection.connect({ address }));
  }

  /** A queue's name on a server that others use as well. */
  queue(purpose: string): string {
    return `${purpose}-${this.#run}`;
  }

  purposeOf(queue: string): string {
    return queue.endsWith(`-${this.#run}`) ? queue.slice(0, -this.#run.length - 1) : '';
  }

  /** Runs a worker; the function that it returns stops it. */
  async work(purpose: string, options: Partial<WorkerOptions> & { workflows?: string } = {}): Promise<() => Promise<void>> {
    const { workflows = 'orders', ...workerOptions } = options;
    const worker = await Worker.create({
      connection: this.native,
      taskQueue: this.queue(purpose),
      workflowBundle: await this.bundle(workflows),
      activities,
      shutdownForceTime: 1_000,
      ...workerOptions,
    });
    const done = worker.run().catch(() => {});
    let isStopped = false;
    const stop = async () => {
      if (!isStopped) worker.shutdown();
      isStopped = true;
      await done;
    };
    this.#stops.push(stop);
    return stop;
  }

  async start(type: string, purpose: string, args: readonly unknown[] = [], options: Partial<WorkflowStartOptions> = {}) {
    const workflowId = `${type}-${randomUUID()}`;
    this.#started.push(workflowId);
    return await this.client.workflow.start(type, {
      workflowId,
      taskQueue: this.queue(purpose),
      args: [...args],
      ...options,
    });
  }

  /** Ends everything that was begun. */
  async stop(): Promise<void> {
    await Promise.all(
      this.#started.map((workflowId) =>
        this.client.workflow
          .getHandle(workflowId)
          .terminate()
          .catch(() => {}),
      ),
    );
    await Promise.all(this.#stops.map((stop) => stop()));
    await this.native.close();
    await this.connection.close();
  }

  /** Bundles what a worker will need. */
  bundle(workflows: string): Promise<Bundle> {
    const workflowsPath = fileURLToPath(new URL(`../workflows/${workflows}.ts`, import.meta.url));
    const bundle = this.#bundles.get(workflows) ?? bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    this.#bundles.set(workflows, bundle);
    return bundle;
  }
}
