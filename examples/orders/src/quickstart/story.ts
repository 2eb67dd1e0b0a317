import { type Client, connect, type WorkflowHandleWithFirstExecutionRunId } from '@handrail/client';
import { inspectUrl } from '@handrail/errors';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@handrail/worker';
import type { Order } from '../order';
import { type OutsideWorld, startOutsideWorld } from '../outside-world';
import { policy } from '../policy';
import { sampleOrder } from '../sample-order';
import { TASK_QUEUE } from '../task-queue';
import type { orderWorkflow } from '../workflows';
import { approveSignal, statusQuery } from '../workflows/order-messages';
import type { CleanUp } from './clean-up';
import { describeGuarded } from './guarded';
import { compileMistake, runMistake } from './mistake';
import type { Screen } from './screen';
import type { QuickstartServer } from './server';
import { WorkerProcess } from './worker-process';

const PRICE = '89.70 EUR';

type OrderHandle = WorkflowHandleWithFirstExecutionRunId<typeof orderWorkflow>;

/** What every part of the story needs. */
interface Stage {
  readonly screen: Screen;
  readonly cleanUp: CleanUp;
  readonly client: Client;
  readonly world: OutsideWorld;
  startWorker(): WorkerProcess;
}

/** Tells how an order survives the death of its worker, what was guarded on the way, and how a mistake is caught. */
export async function tellStory(screen: Screen, server: QuickstartServer, cleanUp: CleanUp): Promise<void> {
  const { address } = server;
  const world = await startOutsideWorld({ stock: { book: 10, lamp: 5 } });
  cleanUp.add(() => world.close());
  await screen.step('Payment provider', 'starting', () => Promise.resolve(world.addresses.payments));
  // It ends with the process: on a closed connection the retry of a call that is under way throws where nobody catches it.
  const client = await connect({ policy, connection: { address } });
  const startWorker = () => {
    const worker = new WorkerProcess({ temporalAddress: address, addresses: world.addresses });
    // When the quickstart is interrupted, there is nothing to finish, and the server may be gone already.
    cleanUp.add(() => worker.kill());
    return worker;
  };
  const stage = { screen, cleanUp, client, world, startWorker };

  const order = sampleOrder('ann');
  const handle = await killInTheMiddle(stage, order);
  const worker = await completeAnyway(stage, handle);
  await showGuarded(stage, order, worker);
  await worker.stop();
  await showMistake(stage, address);

  const { namespace } = client.options;
  const { workflowId, firstExecutionRunId: runId } = handle;
  const link = inspectUrl({ namespace, workflowId, runId }, { ui: server.uiUrl });
  screen.say('', `See the order in the Temporal UI: ${link ?? `workflow ${workflowId} in namespace ${namespace}`}`);
}

async function killInTheMiddle({ screen, client, world, startWorker }: Stage, order: Order): Promise<OrderHandle> {
  const answer = world.gate.holdNextReply('POST /v1/charges');
  const worker = startWorker();
  const handle = await client.workflow.start<typeof orderWorkflow>('orderWorkflow', {
    taskQueue: TASK_QUEUE,
    workflowId: order.orderId,
    args: [order],
  });
  await screen.step('Order placed', 'placing', () => Promise.resolve(`${order.orderId}: 2 books, 1 lamp, ${PRICE}`));
  await screen.step('Card charged', 'the worker bundles its workflows', async () => {
    await worker.whileRunning(answer.reached);
    return `the provider took ${PRICE}; its answer is still on the way`;
  });
  await screen.step('Worker killed', 'killing', async () => {
    await worker.kill();
    return `SIGKILL to pid ${worker.pid}: it never learnt of the charge`;
  });
  return handle;
}

async function completeAnyway({ screen, world, startWorker }: Stage, handle: OrderHandle): Promise<WorkerProcess> {
  const worker = startWorker();
  await screen.step('Charge repeated', 'the attempt that died had 10 seconds; then comes the next one', async () => {
    await worker.whileRunning(untilStage(handle, 'awaiting approval'));
    if (world.payments.replayed !== 1) throw new Error('The provider has not seen the key a second time.');
    return `by pid ${worker.pid}, with the same key: the provider answered from memory`;
  });
  await screen.step('Order approved', 'approving', async () => {
    await handle.signal(approveSignal, { by: 'you' });
    return 'by a signal; it would have waited three days for it';
  });
  await screen.step('Order complete', 'packing, shipping, telling the customer', async () => {
    const result = await worker.whileRunning(handle.result());
    const charges = world.payments.charges.length;
    if (result.outcome !== 'shipped' || charges !== 1) {
      throw new Error(`The order ended as "${result.outcome}" with ${charges} charges.`);
    }
    return `shipped as ${result.trackingNumber}, with exactly ${charges} charge of ${PRICE}`;
  });
  return worker;
}

async function showGuarded({ screen, client }: Stage, order: Order, worker: WorkerProcess): Promise<void> {
  const waived = /\[(HR\d+)\] .*?Waived: (.*?)(?: \{)?$/m.exec(worker.output);
  screen.say(
    '',
    'What was guarded, as the server recorded it',
    ...(await describeGuarded(client, order.orderId, order.customerId)),
    ...(waived === null ? [] : [`     Waived: ${waived[1]}, because "${waived[2]}"`]),
  );
}

async function showMistake({ screen, cleanUp, client }: Stage, address: string): Promise<void> {
  // This worker runs here, and only its verdict is of interest; Ctrl-C is handled elsewhere.
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
    shutdownSignals: [],
  });
  const connection = await NativeConnection.connect({ address });
  cleanUp.add(() => connection.close());
  let compilerSays = '';
  let workerSays = '';
  screen.say('');
  await screen.step('One mistake', 'compiling it and running it', async () => {
    [compilerSays, workerSays] = await Promise.all([compileMistake(cleanUp), runMistake(client, connection, cleanUp)]);
    return 'three hours without a heartbeat, in mistakes/no-heartbeat.ts, caught twice';
  });
  screen.say('', 'By the compiler', ...indent(compilerSays), '', 'By the worker', ...indent(workerSays));
}

async function untilStage(handle: OrderHandle, stage: string): Promise<void> {
  while ((await handle.query(statusQuery)).stage !== stage) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `     ${line}`);
}
