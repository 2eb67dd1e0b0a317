// Whether every late execution is told of, once: `pnpm bench:sla [executions] [interval in seconds]`. Two monitors, one of which is killed
// in the middle and started again, on a development server.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { arch, cpus, platform, release } from 'node:os';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { DefaultLogger, Runtime, Worker } = require('@handrail/worker');
const { Client } = require('@handrail/client');
const { TestWorkflowEnvironment } = require('@handrail/testing');
const { setupSla, verifySlaNotice } = require('@handrail/operations');

const LATE = Number(process.argv[2] ?? 2_000);
const INTERVAL = Number(process.argv[3] ?? 60) * 1_000;
const MINUTE = 60_000;
const SECRET = 'a secret of this benchmark';
const IN_TIME = 200;
/** How long before its deadline one ends that is meant to be in time: more than a busy machine needs to end it. */
const IN_TIME_MARGIN = 20_000;
/** What each start may take on a machine that does other things, too. */
const START_MILLISECONDS = 60;

// The failing tasks are meant to fail.
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'OFF' } } });

const received = [];
let forged = 0;
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text) => (body += text));
  request.on('end', () => {
    const notice = verifySlaNotice({ body, headers: request.headers, secret: SECRET });
    if (notice === undefined) forged++;
    else received.push({ ...notice, at: Date.now() });
    response.writeHead(204).end();
  });
});
await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const webhook = `http://127.0.0.1:${receiver.address().port}/`;

const environment = await TestWorkflowEnvironment.createLocal();
const { address, connection } = environment;
const monitors = new Set();
try {
  const client = new Client({ connection });
  await setupSla(client, { apply: true });
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: 'bench',
    workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
    maxCachedWorkflows: LATE + IN_TIME + 100,
  });
  const running = worker.run();

  // Time to start them all; then the deadlines lie within one minute.
  const first = Date.now() + Math.max(30_000, LATE * START_MILLISECONDS);
  const jobs = [];
  for (let index = 0; index < LATE; index++) {
    const deadline = first + Math.floor((index / LATE) * MINUTE);
    // Some end late before anybody looks, some have tasks that fail, some have no worker at all.
    const kind = ['wait', 'wait', 'wait', 'wait', 'wait', 'wait', 'wait', 'ends late', 'fail', 'nobody'][index % 10];
    jobs.push({ id: `${kind.replace(' ', '-')}-${index}`, kind, deadline });
  }
  for (let index = 0; index < IN_TIME; index++) {
    jobs.push({ id: `in-time-${index}`, kind: 'in time', deadline: first + Math.floor((index / IN_TIME) * MINUTE) });
  }
  jobs.sort((one, other) => one.deadline - other.deadline);
  await parallel(jobs, 32, async ({ id, kind, deadline }) => {
    const sla = deadline - Date.now();
    const [type, args] = {
      'ends late': ['end', [sla + 1_500]],
      'in time': ['end', [sla - IN_TIME_MARGIN]],
      fail: ['fail', []],
    }[kind] ?? ['wait', []];
    const taskQueue = kind === 'nobody' ? 'nobody' : 'bench';
    await client.workflow.start(type, { workflowId: id, taskQueue, args, sla, memo: { owner: 'bench' } });
  });
  if (Date.now() > first) throw new Error('This machine is too slow to start them before the first deadline.');

  console.error('All are started.');
  startMonitor();
  await sleep(INTERVAL / 2);
  let victim = startMonitor();
  await sleep(Math.max(0, first + MINUTE / 2 - Date.now()));
  // In the middle of a round, so that it has notices in its hands.
  await new Promise((resolve) => victim.once('message', resolve));
  await sleep(INTERVAL + 300);
  const killedAt = Date.now();
  victim.kill('SIGKILL');
  monitors.delete(victim);
  victim = startMonitor();

  await sleep(Math.max(0, first + MINUTE + 3 * INTERVAL - Date.now()));
  await report(await whatIsLate(client), killedAt);
  worker.shutdown();
  await running.catch(() => {});
} finally {
  for (const monitor of monitors) monitor.kill('SIGKILL');
  receiver.closeAllConnections();
  receiver.close();
  await environment.teardown();
}

/** What was late indeed, by the server's own record: on a slow machine also what was meant to end in time. */
async function whatIsLate(client) {
  const late = new Map();
  for await (const { workflowId, searchAttributes, closeTime } of client.workflow.list({
    query: 'SlaDeadline IS NOT NULL',
  })) {
    const deadline = searchAttributes.SlaDeadline[0].getTime();
    if ((closeTime?.getTime() ?? Date.now()) >= deadline) late.set(workflowId, deadline);
  }
  return late;
}

function startMonitor() {
  const script = fileURLToPath(new URL('monitor.mjs', import.meta.url));
  const monitor = fork(script, [address, String(INTERVAL), webhook, SECRET]);
  monitors.add(monitor);
  return monitor;
}

async function report(expected, killedAt) {
  const breaches = received.filter(({ severity }) => severity === 'breach');
  const byExecution = Map.groupBy ? Map.groupBy(breaches, ({ workflowId }) => workflowId) : groupBy(breaches);
  const lost = [...expected.keys()].filter((id) => !byExecution.has(id));
  const strangers = breaches.filter(({ workflowId }) => !expected.has(workflowId));
  const early = breaches.filter(({ workflowId, at }) => at < (expected.get(workflowId) ?? 0));
  const repeats = [...byExecution.values()].filter((each) => each.length > 1);
  const underOtherId = repeats.filter((each) => new Set(each.map(({ notificationId }) => notificationId)).size > 1);
  const repeatsBefore = repeats.filter((each) => each.every(({ at }) => at < killedAt));
  const delays = [...byExecution]
    .filter(([id]) => expected.has(id))
    .map(([id, each]) => each[0].at - expected.get(id))
    .sort((one, other) => one - other);
  const overdue = delays.filter((delay) => delay > INTERVAL).length;
  const at = (share) => Math.round(delays[Math.min(delays.length - 1, Math.ceil(share * delays.length) - 1)] ?? 0);
  console.log(`Node ${process.version}, ${platform()} ${release()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}`);
  console.log(
    `${LATE} executions to be late within one minute, ${IN_TIME} to be in time (${expected.size} were late); two monitors, every ${INTERVAL / 1_000} s, one killed\n`,
  );
  console.log('| measure | found | wanted |');
  console.log('|---|---|---|');
  const rows = [
    [
      'breaches notified',
      byExecution.size - new Set(strangers.map(({ workflowId }) => workflowId)).size,
      expected.size,
    ],
    ['lost', lost.length, 0],
    ['false', strangers.length + early.length, 0],
    ['with a bad signature', forged, 0],
    ['repeated under another id', underOtherId.length, 0],
    ['repeated without a kill', repeatsBefore.length, 0],
    ['later than one interval', overdue, 0],
  ];
  for (const [what, found, wanted] of rows) console.log(`| ${what} | ${found} | ${wanted} |`);
  console.log(`| repeated after the kill, under the same id | ${repeats.length} | few |`);
  console.log(
    `| from deadline to notice: median / p95 / most | ${at(0.5)} / ${at(0.95)} / ${at(1)} ms | ≤ ${INTERVAL} ms |`,
  );
  console.log(`| with a verdict | ${breaches.filter(({ verdict }) => verdict !== null).length} | ${breaches.length} |`);
  if (lost.length > 0) console.log(`\nLost: ${lost.slice(0, 10).join(', ')}`);
  if (rows.some(([, found, wanted]) => found !== wanted)) {
    console.error('\nA limit was missed.');
    process.exitCode = 1;
  }
}

function groupBy(breaches) {
  const groups = new Map();
  for (const each of breaches) groups.set(each.workflowId, [...(groups.get(each.workflowId) ?? []), each]);
  return groups;
}

async function parallel(items, most, act) {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const item of queue) await act(item);
    }),
  );
}
