// One trial in a process of its own: `node --expose-gc trial.mjs raw|handrail <address> <workflows> <idle>`.
// Prints one JSON line with what it measured.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const [side, address, workflows, idle] = process.argv.slice(2);
const scope = side === 'handrail' ? '@handrail' : '@temporalio';
const require = createRequire(import.meta.url);
const { Worker, NativeConnection, bundleWorkflowCode, Runtime, DefaultLogger } = require(`${scope}/worker`);
const { Client, Connection } = require(`${scope}/client`);

Runtime.install({ logger: new DefaultLogger('ERROR') });

const workflowsPath = fileURLToPath(new URL('workflows.ts', import.meta.url));
const webpackConfigHook = (config) => ({
  ...config,
  resolve: {
    ...config.resolve,
    // By its name, as users import it: Handrail's plugin has an alias for that.
    alias: { ...config.resolve?.alias, 'bench-sdk$': `${scope}/workflow` },
  },
});
const taskQueue = `overhead-${side}-${process.pid}`;
const nativeConnection = await NativeConnection.connect({ address });
const connection = await Connection.connect({ address });
const client = new Client({ connection });

const bundle = await bundleWorkflowCode({ workflowsPath, bundlerOptions: { webpackConfigHook }, webpackConfigHook });
const bundleBytes = bundle.code.replace(/\n\/\/# sourceMappingURL=.*/s, '').length;

const createStart = performance.now();
const worker = await Worker.create({
  connection: nativeConnection,
  taskQueue,
  workflowsPath,
  bundlerOptions: { webpackConfigHook },
  activities: { step: async (input) => input },
  maxCachedWorkflows: 10_000,
});
const createMilliseconds = performance.now() - createStart;

const run = worker.run();
await executeAll(Math.ceil(Number(workflows) / 5), 'warm-up');

const cpuBefore = process.cpuUsage();
const loadStart = performance.now();
await executeAll(Number(workflows), 'load');
const seconds = (performance.now() - loadStart) / 1_000;
const cpu = process.cpuUsage(cpuBefore);

worker.shutdown();
await run;
console.log(
  JSON.stringify({
    createMilliseconds,
    bundleBytes,
    cpuMilliseconds: (cpu.user + cpu.system) / 1_000 / Number(workflows),
    workflowsPerSecond: Number(workflows) / seconds,
    bytesPerCachedWorkflow: await bytesPerCachedWorkflow(Number(idle)),
  }),
);
await connection.close();
await nativeConnection.close();

// In debug mode workflows run in this very thread, whose heap can be collected and measured exactly.
async function bytesPerCachedWorkflow(count) {
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue: `${taskQueue}-memory`,
    workflowBundle: bundle,
    debugMode: true,
    maxCachedWorkflows: 10_000,
  });
  const run = worker.run();
  await start(100, 'before');
  const before = settledHeap();
  const handles = await start(count, 'idle');
  const bytes = (settledHeap() - before) / count;
  await inBatches(handles.length, (index) => handles[index].terminate());
  worker.shutdown();
  await run;
  return bytes;

  async function start(count, name) {
    const cached = worker.getStatus().numCachedWorkflows + count;
    const handles = await inBatches(count, (index) =>
      client.workflow.start('idle', { taskQueue: `${taskQueue}-memory`, workflowId: `${taskQueue}-${name}-${index}` }),
    );
    while (worker.getStatus().numCachedWorkflows < cached) await new Promise((resolve) => setTimeout(resolve, 50));
    return handles;
  }
}

async function executeAll(count, name) {
  await inBatches(count, (index) =>
    client.workflow.execute('steps', { taskQueue, workflowId: `${taskQueue}-${name}-${index}` }),
  );
}

async function inBatches(count, task) {
  const results = new Array(count);
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await task(index);
    }
  };
  await Promise.all(Array.from({ length: 40 }, lane));
  return results;
}

function settledHeap() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
