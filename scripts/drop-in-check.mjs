// Proves on a project what the name of the packages promises: it runs as before when nothing but its import names change.
import { mkdir, mkdtemp, cp, rm, writeFile, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HandrailError } from '@handrail/errors';
import { installProject, PACKAGE_MANAGERS, pinDependencies, pinSdk } from './drop-in/install-project.mjs';
import { listFiles } from './drop-in/list-files.mjs';
import { packPackages, peersOf, readTarballs } from './drop-in/pack-packages.mjs';
import { startPackageRegistry } from './drop-in/package-registry.mjs';
import { projectCommand } from './drop-in/project-command.mjs';
import { compareRuns, exitCodeOf, formatTable } from './drop-in/report.mjs';
import { rewriteProject } from './drop-in/rewrite-project.mjs';
import { runApplication } from './drop-in/run-application.mjs';
import { runQuietly } from './drop-in/run-command.mjs';
import { seedServers } from './drop-in/seed-servers.mjs';

const USAGE = `Usage: node scripts/drop-in-check.mjs <project folder> [options]

Copies the project twice, changes nothing but the import names in the second copy, installs, type-checks and tests both.
The packages must have been built.

  --script <command>         what to run in both; repeatable (default: test, if the project has it)
  --worker <command>         worker to start against a development server; repeatable
  --client <command>         client to run beside the workers; repeatable
  --ready <text>             pattern in a worker's output that says it is ready (default: RUNNING)
  --port <number>            port of the development server, 0 for a free one (default: 7233, which samples expect)
  --wait-for-port            wait, up to the timeout, while something else has that port
  --prepare <arguments>      arguments of Temporal's CLI, run on that server before the workers start; repeatable
  --any-number               compare which types of execution ended how, not how many there were (for a schedule)
  --package-manager <name>   ${PACKAGE_MANAGERS.join(', ')} (default: npm)
  --keep-sdk                 name the SDK's packages in the second copy's dependencies, too
  --sdk <version>            version of the SDK in both copies (default: as the project has it)
  --pin <name@version>       version of another dependency in both copies; repeatable
  --typecheck <command>      what type-checks (default: tsc --noEmit, where there is a tsconfig.json)
  --packed <folder>          tarballs to install instead of packing this repository
  --work <folder>            where the copies go, kept afterwards (default: a temporary folder, removed)
  --only <raw|handrail>      run one of the two; with --work, the other one's result is taken from its last run
  --timeout <seconds>        longest time for a script (default: 600)
  --json                     print the result as JSON, with all output, and nothing else

A command is the name of an npm script with its arguments, or any other line, which is run in a shell.

Exit code: 0 nothing got worse, 1 something did, 2 it could not be found out.
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    script: { type: 'string', multiple: true },
    worker: { type: 'string', multiple: true, default: [] },
    client: { type: 'string', multiple: true, default: [] },
    ready: { type: 'string', default: 'RUNNING' },
    port: { type: 'string', default: '7233' },
    'wait-for-port': { type: 'boolean', default: false },
    prepare: { type: 'string', multiple: true, default: [] },
    'any-number': { type: 'boolean', default: false },
    'package-manager': { type: 'string', default: 'npm' },
    'keep-sdk': { type: 'boolean', default: false },
    sdk: { type: 'string' },
    pin: { type: 'string', multiple: true, default: [] },
    typecheck: { type: 'string' },
    packed: { type: 'string' },
    work: { type: 'string' },
    only: { type: 'string' },
    timeout: { type: 'string', default: '600' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const project = positionals[0] && resolve(positionals[0]);
if (options.help || project === undefined || !existsSync(join(project, 'package.json'))) {
  console.error(project === undefined || options.help ? USAGE : `There is no package.json in ${project}.\n\n${USAGE}`);
  process.exit(options.help ? 0 : 2);
}

const work = options.work === undefined ? await mkdtemp(join(tmpdir(), 'drop-in-')) : resolve(options.work);

try {
  const runs = {};
  for (const variant of ['raw', 'handrail']) {
    const record = join(work, `${variant}.json`);
    if (options.only === undefined || options.only === variant) {
      runs[variant] = await runVariant(variant, join(work, variant));
      await writeFile(record, JSON.stringify(runs[variant], null, 2));
    } else if (existsSync(record)) {
      runs[variant] = JSON.parse(await readFile(record, 'utf8'));
    }
  }
  if (runs.handrail !== undefined) report(runs);
} catch (error) {
  // A mistake of the call (a port in use) is told in its own words; anything else with its stack.
  console.error(HandrailError.isInstance(error) ? error.message : error);
  process.exitCode = 2;
} finally {
  if (options.work === undefined) await rm(work, { recursive: true, force: true });
}

async function runVariant(variant, folder) {
  await rm(folder, { recursive: true, force: true });
  progress(variant, 'copying');
  for (const path of await listFiles(project)) {
    await cp(join(project, path), join(folder, path), { recursive: true });
  }
  if (options.sdk !== undefined) await pinSdk(folder, options.sdk);
  if (options.pin.length > 0) await pinDependencies(folder, options.pin);
  const steps = [];
  const add = async (name, run) => {
    progress(variant, name);
    const start = Date.now();
    const result = await run();
    steps.push({ name, ...result, seconds: Math.round((Date.now() - start) / 100) / 10 });
    return result.code === 0;
  };
  const tarballs = variant === 'handrail' ? await packedPackages() : [];
  const rewritten = variant === 'handrail' ? await adopt(folder, tarballs) : { changed: [], remaining: {} };
  if (await add('install', () => install(folder, tarballs))) await exercise(variant, folder, add);
  return { variant, ...rewritten, steps };
}

async function packedPackages() {
  if (options.packed !== undefined) return readTarballs(resolve(options.packed));
  const folder = join(work, 'packed');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await packPackages(root, folder);
  return readTarballs(folder);
}

function adopt(folder, tarballs) {
  return rewriteProject(folder, {
    range: '*',
    keepSdk: options['keep-sdk'],
    peersOf: (name) => peersOf(tarballs, name),
  });
}

async function install(folder, tarballs) {
  if (tarballs.length === 0) return installProject(folder, options['package-manager']);
  const registry = await startPackageRegistry(tarballs);
  try {
    return await installProject(folder, options['package-manager'], { registry: registry.url });
  } finally {
    await registry.close();
  }
}

async function exercise(variant, folder, add) {
  const timeout = Number(options.timeout) * 1000;
  // With Handrail a project finds the test servers by itself.
  const seeded = variant === 'raw' ? await seedServers(folder, join(work, 'servers')) : {};
  const env = { ...process.env, ...seeded, NO_COLOR: '1' };
  const run = (command, args) => runQuietly(command, args, { cwd: folder, env, timeout });

  const { scripts = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

  if (options.typecheck !== undefined) await add('typecheck', () => run(...projectCommand(options.typecheck, scripts)));
  else if (existsSync(join(folder, 'tsconfig.json'))) await add('typecheck', () => run('npx', ['tsc', '--noEmit']));

  for (const script of options.script ?? ('test' in scripts ? ['test'] : [])) {
    await add(`${script.split(' ')[0] in scripts ? 'npm run ' : ''}${script}`, () =>
      run(...projectCommand(script, scripts)),
    );
  }
  if (options.worker.length + options.client.length === 0) return;
  await add([...options.worker, ...options.client].join(' + '), () =>
    runApplication(folder, {
      port: Number(options.port) || undefined,
      waitForPort: options['wait-for-port'],
      scripts,
      workers: options.worker,
      clients: options.client,
      ready: new RegExp(options.ready),
      prepare: options.prepare,
      env,
      timeout,
    }),
  );
}

function report({ raw, handrail }) {
  const rows = compareRuns(raw, handrail, { anyNumber: options['any-number'] });
  process.exitCode = exitCodeOf(rows);
  if (options.json) {
    console.log(
      JSON.stringify(
        { schema: 'handrail.drop-in/1', project, exitCode: process.exitCode, rows, raw, handrail },
        null,
        2,
      ),
    );
    return;
  }
  console.log(formatTable(rows));
  for (const { step, verdict, output } of rows) {
    if (verdict !== 'ok') console.log(`\n${step}, ${verdict}:\n${output.trimEnd()}`);
  }
  const left = Object.keys(handrail.remaining);
  if (left.length > 0)
    console.log(`\nSDK packages that stay, because Handrail has no counterpart: ${left.sort().join(', ')}`);
}

function progress(variant, step) {
  process.stderr.write(`${variant}: ${step}\n`);
}
