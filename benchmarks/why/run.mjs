// How long a verdict takes: `pnpm bench:why`. A development server, histories of 10,000 events, and 1,000 executions.
import { execFile } from 'node:child_process';
import { arch, cpus, platform, release } from 'node:os';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const { Worker } = require('@temporalio/worker');
const { TestWorkflowEnvironment } = require('@handrail/testing');
const { explainExecution, explainExecutions } = require('@handrail/operations');

const EVENTS = 10_000;
const LOOKS = Number(process.argv[2] ?? 40);
const COMMANDS = Number(process.argv[3] ?? 15);
const EXECUTIONS = 1_000;
const WAITS = ['early timer', 'signal', 'failing task', 'activity', 'retrying activity'];
const LIMITS = { look: 300, command: 900, table: 20_000 };

const command = fileURLToPath(new URL('../../packages/cli/bin/handrail.cjs', import.meta.url));
const environment = await TestWorkflowEnvironment.createLocal();
let isMissed = false;
try {
  const { client, address, connection } = environment;
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: 'bench',
    workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
    activities: {
      hold: () => new Promise(() => {}),
      fail: () => Promise.reject(new Error('provider is down')),
    },
    shutdownGraceTime: 0,
    shutdownForceTime: 1_000,
  });
  const running = worker.run();
  for (const wait of WAITS) {
    await client.workflow.start('fill', { workflowId: wait, taskQueue: 'bench', args: [EVENTS, wait] });
  }
  for (const wait of WAITS) await untilFull(connection, wait);

  console.log(`Node ${process.version}, ${platform()} ${release()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}`);
  console.log(`${LOOKS} looks in process and ${COMMANDS} commands each, histories of ${EVENTS} events\n`);
  console.log(
    '| execution waits for | verdict | in process: median / p95 (limit 300) | command: median / p95 (limit 900) |',
  );
  console.log('|---|---|---|---|');
  for (const wait of WAITS) {
    const { cause } = await explainExecution(client, wait);
    const looks = await samples(LOOKS, () => explainExecution(client, wait));
    const commands = await samples(COMMANDS, () => runCommand(['why', wait, '--address', address]));
    check(at(looks, 0.95), LIMITS.look);
    check(at(commands, 0.95), LIMITS.command);
    console.log(
      `| ${wait} | ${cause} | ${at(looks, 0.5)} / ${at(looks, 0.95)} ms | ${at(commands, 0.5)} / ${at(commands, 0.95)} ms |`,
    );
  }

  for (let from = 0; from < EXECUTIONS; from += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        client.workflow.start('fill', { workflowId: `many-${from + index}`, taskQueue: 'nobody', args: [0, 'signal'] }),
      ),
    );
  }
  const query = 'TaskQueue = "nobody"';
  while ((await client.workflow.count(query)).count < EXECUTIONS)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const memory = process.memoryUsage().heapUsed;
  const started = performance.now();
  const { examined } = await explainExecutions(client, query, () => {}, { most: EXECUTIONS });
  const milliseconds = Math.round(performance.now() - started);
  global.gc?.();
  const grown = Math.round((process.memoryUsage().heapUsed - memory) / 1024 / 1024);
  check(milliseconds, LIMITS.table);
  console.log(
    `\nA table over ${examined} executions: ${milliseconds} ms (limit ${LIMITS.table}), heap ${grown >= 0 ? '+' : ''}${grown} MiB.`,
  );
  worker.shutdown();
  await running.catch(() => {});
} finally {
  await environment.teardown();
}
if (isMissed) {
  console.error('\nA limit was missed.');
  process.exitCode = 1;
}

async function untilFull({ workflowService }, workflowId) {
  for (;;) {
    const description = await workflowService.describeWorkflowExecution({
      namespace: 'default',
      execution: { workflowId },
    });
    const { pendingWorkflowTask: task, pendingActivities, workflowExecutionInfo: info } = description;
    const isDone = task == null || (task.attempt ?? 1) > 1;
    const isWaiting =
      !workflowId.includes('activity') ||
      pendingActivities?.some(({ attempt, state }) => (workflowId === 'activity' ? state === 2 : attempt > 1));
    if (Number(info.historyLength) >= EVENTS && isDone && isWaiting) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function samples(count, run) {
  const times = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

async function runCommand(args) {
  try {
    await promisify(execFile)(process.execPath, [command, ...args]);
  } catch (error) {
    // 1 is an execution that needs attention.
    if (error.code !== 1) throw error;
  }
}

function at(sorted, share) {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
}

function check(value, limit) {
  if (value > limit) isMissed = true;
}
