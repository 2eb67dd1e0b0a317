import { Client, Connection, type WorkflowHandleWithFirstExecutionRunId } from '@handrail/client';
import { inspectUrl } from '@handrail/errors';
import { DefaultLogger, NativeConnection, Runtime } from '@handrail/worker';
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

/** One order, from its start to the parcel, with the death of its worker at the worst moment. */
export async function tellStory(screen: Screen, server: QuickstartServer, cleanUp: CleanUp): Promise<void> {
  const world = await startOutsideWorld({ stock: { book: 10, lamp: 5 } });
  cleanUp.add(() => world.close());
  const connection = await Connection.connect({ address: server.address });
  cleanUp.add(() => connection.close());
  const client = new Client({ connection, policy });

  const startWorker = () => {
    const worker = new WorkerProcess({ temporalAddress: server.address, addresses: world.addresses });
    cleanUp.add(() => worker.stop());
    return worker;
  };
  const order = sampleOrder('ann');
  const held = world.gate.holdNextReply('POST /v1/charges');
  const compiled = compileMistake();
  // Awaited later; until then a failure is nobody's unhandled rejection.
  compiled.catch(() => undefined);

  await screen.step('Payment provider', 'starting', () => Promise.resolve(world.addresses.payments));
  const first = startWorker();
  let handle!: WorkflowHandleWithFirstExecutionRunId<typeof orderWorkflow>;
  await screen.step('Order placed', 'starting', async () => {
    handle = await client.workflow.start<typeof orderWorkflow>('orderWorkflow', {
      taskQueue: TASK_QUEUE,
      workflowId: order.orderId,
      args: [order],
    });
    return `${order.orderId}: 2 books, 1 lamp, ${PRICE}`;
  });
  await screen.step('Card charged', 'the worker bundles its workflows', async () => {
    await first.whileRunning(held.reached);
    return `the provider took ${PRICE}; its answer is still on the way`;
  });
  await screen.step('Worker killed', 'killing', async () => {
    await first.kill();
    return `SIGKILL to pid ${first.pid}: it never learnt of the charge`;
  });

  const second = startWorker();
  await screen.step('Another worker', 'the attempt that died has up to 10 seconds; then it is repeated', async () => {
    await second.whileRunning(untilStage(handle, 'awaiting approval'));
    const { charges, replayed } = world.payments;
    return `pid ${second.pid} repeated the charge with the same key: ${charges.length} charge, ${replayed} answered from memory`;
  });
  await screen.step('Approved', 'signalling', async () => {
    await handle.signal(approveSignal, { by: 'you' });
    return 'by a signal, for which it might have waited for days';
  });
  await screen.step('Order complete', 'packing, shipping, telling the customer', async () => {
    const result = await second.whileRunning(handle.result());
    return summary(result, world);
  });

  const waived = /\[(HR\d+)\] .*Waived: (.*?)(?: \{)?$/m.exec(second.output);
  screen.say(
    '',
    'What was guarded',
    ...(await describeGuarded(client, order.orderId, order.customerId)),
    ...(waived === null ? [] : [`     waived: ${waived[1]}, because ${waived[2]}`]),
  );
  await second.stop();

  // The worker of the mistake runs in this process: only its verdict is of interest, and Ctrl-C is handled here.
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), shutdownSignals: [] });
  const nativeConnection = await NativeConnection.connect({ address: server.address });
  cleanUp.add(() => nativeConnection.close());
  let compilerSays = '';
  let workerSays = '';
  screen.say('');
  await screen.step('One mistake', 'compiling it and running it', async () => {
    compilerSays = await compiled;
    workerSays = await runMistake(client, nativeConnection);
    return 'an activity of three hours without a heartbeat (mistakes/no-heartbeat.ts), caught twice';
  });
  screen.say('', 'The compiler', ...indent(compilerSays), '', 'The worker', ...indent(workerSays));
  const url = inspectUrl(
    { namespace: 'default', workflowId: order.orderId, runId: handle.firstExecutionRunId },
    {
      ui: server.uiUrl,
    },
  );
  screen.say('', `See the order in the Temporal UI: ${url}`);
}

async function untilStage(
  handle: WorkflowHandleWithFirstExecutionRunId<typeof orderWorkflow>,
  stage: string,
): Promise<void> {
  while ((await handle.query(statusQuery)).stage !== stage) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function summary(result: object, { payments, mail }: OutsideWorld): string {
  const shipped = 'trackingNumber' in result ? `shipped as ${String(result.trackingNumber)}` : JSON.stringify(result);
  return `${shipped}, ${payments.charges.length} charge of ${PRICE}, ${mail.outbox.length} e-mail`;
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `     ${line}`);
}
