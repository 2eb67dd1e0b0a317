// Runs the examples that need a server, and gives the codes that a reader would see: thrown, logged, or in the Temporal UI.
import { Client } from '@handrail/client';
import { explainExecution } from '@handrail/operations';
import { bundleWorkflowCode, Worker } from '@handrail/worker';
import type { WorkflowHandle } from '@temporalio/client';
import type * as sdk from '@temporalio/worker';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { resolve } from 'node:path';
import { codesIn, codesOfError, distinct } from './codes-in';
import { type ExampleWorld, failuresOf, settled } from './example-world';
import { type Example, writeExample } from './examples';
import { here } from './here/here';
import { loadExample } from './load-example';
import type { Exports, Scenario } from './scenario';
import { runEnvironment } from './run-environment';
import { runShell } from './run-shell';

/** What became of an example. */
export interface Outcome {
  readonly codes: readonly string[];
  /** Everything that was thrown and logged, for whoever reads a failing test. */
  readonly story: string;
}

/** What one kind of example does; it throws what the reader's program would throw. */
export type Run = (example: Example, scenario: Scenario, world: ExampleWorld, file: string) => Promise<void>;

const RUNS: Partial<Record<Example['kind'], Run>> = {
  program: runProgram,
  workflow: runWorkflow,
  activity: runActivity,
  replay: runReplay,
  environment: runEnvironment,
  settings: runEnvironment,
  shell: runShell,
};

export async function runExample(example: Example, scenario: Scenario, world: ExampleWorld): Promise<Outcome> {
  const { side, kind } = example;
  const run = RUNS[kind];
  if (run === undefined) throw new Error(`Examples of the kind ${kind} need no server.`);
  const { log, end } = await world.begin({ trusted: scenario.trusted ?? true });
  const restore = await setEnvironment(scenario, world);
  const thrown: unknown[] = [];
  let failures = '';
  let verdict: string | null | undefined;
  try {
    await startWorkers(scenario);
    await scenario.before?.(world, side);
    const file = writeExample(example, await editOf(scenario, side, world));
    await run(example, scenario, world, file).catch((error: unknown) => thrown.push(error));
    if (scenario.settles === true) await Promise.all(world.started.map(settled));
    if (scenario.verdict !== undefined)
      verdict = await verdictOn(scenario.verdict, expectedOf(example, scenario), world);
    for (const handle of world.started) failures += `${await failuresOf(handle)}\n`;
    // The worker logs what it has told the server.
    if (failures.trim() !== '') await wait(100);
  } finally {
    thrown.push(...(await end()));
    restore();
  }
  // What a history was made with fails by itself, before it is replayed.
  const seen = kind === 'replay' ? [] : [...codesIn(log()), ...codesIn(failures)];
  if (verdict !== undefined) return { codes: verdict === null ? [] : [verdict], story: `${failures}\n${log()}` };
  const all = [...thrown.flatMap(codesOrWords), ...seen];
  return { codes: distinct(all), story: [...thrown.map((error) => inspect(error)), log(), failures].join('\n') };
}

// An example that ends in something else altogether shows nothing.
function codesOrWords(error: unknown): string[] {
  const codes = codesOfError(error);
  return codes.length > 0 ? codes : [`no code: ${String(error).split('\n', 1)[0]}`];
}

/** The codes that the example has to give. */
export function expectedOf({ code, side }: Example, { also }: Scenario): string[] {
  return [...(side === 'wrong' ? [code] : []), ...Object.keys(also?.[side] ?? {})].sort();
}

/** What is said of an execution once its state is the one that is expected, or else after a while. */
async function verdictOn(id: string, expected: readonly string[], { client }: ExampleWorld): Promise<string | null> {
  let code: string | null = null;
  for (let tries = 0; tries < 60; tries += 1) {
    code = (await explainExecution(client, id)).code;
    if (code === (expected[0] ?? null)) break;
    await wait(250);
  }
  return code;
}

async function startWorkers({ workers = {}, activities, policy }: Scenario): Promise<void> {
  for (const [taskQueue, file] of Object.entries(workers)) {
    const { namespace, nativeConnection: connection, running, over } = here();
    const workflowsPath = resolve(`docs/test/workflows/${file}.ts`);
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: await bundled(workflowsPath),
      ...(activities && { activities }),
      ...(policy && { policy }),
    });
    running.push(worker.runUntil(over));
  }
}

const bundles = new Map<string, ReturnType<typeof bundleWorkflowCode>>();

function bundled(workflowsPath: string): ReturnType<typeof bundleWorkflowCode> {
  const bundle = bundles.get(workflowsPath) ?? bundleWorkflowCode({ workflowsPath });
  bundles.set(workflowsPath, bundle);
  return bundle;
}

async function runProgram(...[{ side }, scenario, world, file]: Parameters<Run>): Promise<void> {
  const exports = (await loadExample(file)) as Exports;
  const client = ownClient(scenario);
  const call =
    scenario.call ?? ((each: Exports) => Object.values(each).find((value) => typeof value === 'function')?.(client));
  await call(exports, client, world, side);
}

function ownClient({ policy }: Scenario): Client {
  const { connection, namespace } = here();
  return new Client({ connection, namespace, ...(policy && { policy }) });
}

async function runWorkflow(...[{ side, files, kind }, scenario, , file]: Parameters<Run>): Promise<void> {
  const before = files.find((each) => each.file === 'before.ts')?.file;
  const client = ownClient(scenario);
  const start = async () =>
    await client.workflow.start(await workflowOf(scenario, side, file), {
      taskQueue: 'orders',
      workflowId: 'order-17',
      args: argumentsOf(scenario, side),
    });
  let handle: WorkflowHandle | undefined;
  if (before !== undefined && kind === 'workflow') {
    const earlier = await workerWith(scenario, resolve(file, '..', before));
    handle = await earlier.runUntil(async () => {
      const started = await start();
      await settled(started);
      return started;
    });
  }
  const worker = await workerWith(scenario, file);
  here().running.push(worker.runUntil(here().over));
  handle ??= await start();
  if (scenario.verdict === undefined) await settled(handle);
  await scenario.drive?.(handle, client, side);
}

async function workerWith({ policy, activities }: Scenario, workflowsPath: string): Promise<sdk.Worker> {
  const { namespace, nativeConnection: connection } = here();
  const shared = await loadExample(resolve(workflowsPath, '..', 'activities.ts'));
  return await Worker.create({
    connection,
    namespace,
    taskQueue: 'orders',
    workflowsPath,
    activities: { ...shared, ...activities },
    ...(policy && { policy }),
  });
}

async function workflowOf({ workflow }: Scenario, side: 'wrong' | 'right', file: string): Promise<string> {
  if (workflow !== undefined) return typeof workflow === 'string' ? workflow : workflow[side];
  const { readFile } = await import('node:fs/promises');
  const name = /^export (?:async function|const) (\w+)(?! = define)\b/m.exec(await readFile(file, 'utf8'))?.[1];
  if (name === undefined) throw new Error(`${file} exports no workflow.`);
  return name;
}

function argumentsOf({ args = ['order-17'] }: Scenario, side: 'wrong' | 'right'): unknown[] {
  return [...('wrong' in args ? args[side] : (args as readonly unknown[]))];
}

async function runActivity(...[, scenario, , file]: Parameters<Run>): Promise<void> {
  const { namespace, nativeConnection: connection, running, over } = here();
  const activities = await loadExample(file);
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: 'orders',
    workflowsPath: resolve('docs/test/workflows/calling.ts'),
    activities: { ...activities, ...scenario.activities },
  });
  running.push(worker.runUntil(over));
  const name = Object.keys(activities).find((key) => typeof activities[key] === 'function');
  await ownClient(scenario).workflow.execute('calling', {
    taskQueue: 'orders',
    workflowId: 'order-17',
    args: [name, ...argumentsOf(scenario, 'right')],
  });
}

/** Makes a history with the page's `before.ts`, and replays it with the example. */
async function runReplay(...[{ side, files }, scenario, , file]: Parameters<Run>): Promise<void> {
  const before = files.find((each) => each.file === 'before.ts');
  const origin = before?.file === undefined ? file : resolve(file, '..', before.file);
  await runWorkflow({ side, files } as Example, scenario, undefined as never, origin);
  const history = await ownClient(scenario).workflow.getHandle('order-17').fetchHistory();
  await Worker.runReplayHistory({ workflowsPath: file }, history, 'order-17');
}

async function editOf(
  { replace = {} }: Scenario,
  side: 'wrong' | 'right',
  world: ExampleWorld,
): Promise<(text: string) => string> {
  const texts = await Promise.all(
    Object.entries({ ...replace.both, ...replace[side] }).map(
      async ([from, to]) => [from, typeof to === 'string' ? to : await world.servers.start(to.server)] as const,
    ),
  );
  return (text) =>
    texts.reduce((edited, [from, to]) => {
      return edited.replaceAll(from, to.replaceAll('@namespace', world.namespace));
    }, text);
}

async function setEnvironment(
  { environment = {} }: Scenario,
  { address, namespace }: ExampleWorld,
): Promise<() => void> {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith('TEMPORAL_')) delete process.env[name];
  const given = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, ...environment };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  };
}
