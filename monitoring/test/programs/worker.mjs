// A worker in a process of its own, to be killed: worker.mjs ADDRESS NAMESPACE QUEUE METRICS_ADDRESS OPTIONS_OF_THE_EXPORTER
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

const [address, namespace, taskQueue, bindAddress, exporter = '{}'] = process.argv.slice(2);
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { metrics: { prometheus: { bindAddress, ...JSON.parse(exporter) } } },
});
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue,
  activities: { hello: async () => 'hello' },
});
process.stdout.write('ready\n');
await worker.run();
