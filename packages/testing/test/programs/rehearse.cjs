// A worker whose rehearsal kills it: run it again and it goes on.
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const { Worker, NativeConnection, DefaultLogger, Runtime } = require('@temporalio/worker');
const { rehearsal } = require('@handrail/testing');

const { ADDRESS, TASK_QUEUE, WORKFLOWS, JOURNAL, REPORT } = process.env;
Runtime.install({ logger: new DefaultLogger('ERROR') });

async function main() {
  const plugin = rehearsal({
    mode: 'kill',
    reportFile: REPORT,
    allowNamespaces: ['default'],
    probe: () => (existsSync(JOURNAL) ? readFileSync(JOURNAL, 'utf8').split('\n') : []),
  });
  const connection = await NativeConnection.connect({ address: ADDRESS });
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowsPath: WORKFLOWS,
    activities: { charge: async (key) => appendFileSync(JOURNAL, `${key}\n`) },
    plugins: [plugin],
  });
  process.on('message', () => worker.shutdown());
  process.send('ready');
  await worker.run();
  await connection.close();
  process.disconnect();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
