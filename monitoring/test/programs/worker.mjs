// A process of workers: worker.mjs '{"address", "namespace", "metrics", "exporter", "workers": [{"taskQueue", "bundle", …}]}'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@handrail/worker';
import { activities } from './activities.mjs';

const { address, namespace, metrics, exporter, workers } = JSON.parse(process.argv[2]);
Runtime.install({
  logger: new DefaultLogger('ERROR', () => {}),
  telemetryOptions: { metrics: { prometheus: { bindAddress: metrics, ...exporter } } },
});
const connection = await NativeConnection.connect({ address });
const created = await Promise.all(
  workers.map(({ bundle, ...options }) =>
    Worker.create({
      connection,
      namespace,
      activities,
      policy: { mode: 'warn' },
      ...(bundle !== undefined && { workflowBundle: { codePath: bundle }, workflowThreadPoolSize: 1 }),
      ...options,
    }),
  ),
);
process.stdout.write('ready\n');
await Promise.all(created.map((worker) => worker.run()));
