// A worker in a process of its own, to be killed: worker.mjs ADDRESS QUEUE OPTIONS_JSON
import { createRequire } from 'node:module';

const [address, taskQueue, json = '{}'] = process.argv.slice(2);
const { workflows, withActivities = true, workerPackage = '@temporalio/worker', ...options } = JSON.parse(json);
const { NativeConnection, Worker } = await import(workerPackage);
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  taskQueue,
  ...(workflows ? { workflowsPath: workflows } : {}),
  ...(withActivities
    ? {
        activities: {
          hold: () => new Promise(() => {}),
          fail: () => Promise.reject(new Error('down')),
          spin: () => {
            for (;;);
          },
          work: () => Promise.resolve('done'),
          poison: () => process.exit(137),
        },
      }
    : {}),
  ...options,
});
process.stdout.write('ready\n');
await worker.run();
void createRequire;
