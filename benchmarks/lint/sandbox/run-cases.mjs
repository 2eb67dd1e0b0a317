// Bundles projects with the SDK's bundler and runs their workflows in its sandbox, on hosts that differ.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeFiles } from '../corpus/write-files.mjs';

const { bundleWorkflowCode, DefaultLogger } = createRequire(import.meta.url)('@temporalio/worker');
const RUN = fileURLToPath(new URL('run-bundle.mjs', import.meta.url));
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
// Time zones on both sides of UTC, locales that sort and capitalise in their own ways.
const HOSTS = [
  { TZ: 'UTC', LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' },
  { TZ: 'Pacific/Honolulu', LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8' },
  { TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
];

/**
 * Runs `order` of every project; what `__seen` is called with is what comes out. All are in one bundle, each loaded when it is
 * run, so that what fails while loading fails alone.
 *
 * @returns for each project `{ refused }`, `{ fails }`, or `{ varies, seen }`
 */
export async function runTogether(projects) {
  const outcomes = await runInOneBundle(projects);
  if (projects.length === 1 || outcomes.some(({ refused }) => refused === undefined)) return outcomes;
  // One of them keeps all from being bundled.
  const middle = Math.ceil(projects.length / 2);
  return [...(await runTogether(projects.slice(0, middle))), ...(await runTogether(projects.slice(middle)))];
}

async function runInOneBundle(projects) {
  return await inFolder(MODULES, async (folder) => {
    projects.forEach((files, index) => writeFiles(join(folder, `case${index}`), files));
    const entry = projects.map(
      (_each, index) => `export async function case${index}(...args: unknown[]) {
        const seen: string[] = [];
        (globalThis as any).__seen = (value: unknown) => { seen.push(show(value)); return value; };
        const result = await require('./case${index}/src/workflows/order').order(...args);
        return [...seen, seen.length === 0 ? show(result) : ''];
      }`,
    );
    entry.push(
      `function show(value: unknown): string { return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value); }`,
    );
    writeFiles(folder, { 'entry.ts': entry.join('\n') });
    return await bundleAndRun(
      folder,
      join(folder, 'entry.ts'),
      projects.map((_each, index) => `case${index}`),
    );
  });
}

/** Bundles and runs one project alone, with the packages of a folder `node_modules`. */
export async function runAlone(files, modules = MODULES) {
  return await inFolder(modules, async (folder) => {
    // A folder of its own: what a project brings in `node_modules` must not come into the linked one.
    const project = join(folder, 'project');
    writeFiles(project, files);
    const [outcome] = await bundleAndRun(folder, join(project, workflowIn(files)), ['order']);
    return outcome;
  });
}

function workflowIn(files) {
  return Object.keys(files).find((path) => /^src\/workflows\/order\.[jt]s$/.test(path));
}

async function bundleAndRun(folder, workflowsPath, workflows) {
  let bundle;
  try {
    bundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR', () => undefined) });
  } catch (error) {
    return workflows.map(() => ({ refused: String(error) }));
  }
  const file = join(folder, 'bundle.json');
  writeFileSync(file, JSON.stringify({ code: bundle.code, workflows }));
  const results = await Promise.all(HOSTS.map((host) => runOn(host, file)));
  return workflows.map((name) => outcomeOf(results.flatMap((each) => each[name])));
}

async function runOn(host, file) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', RUN, file], {
    env: { ...process.env, ...host },
    maxBuffer: 1 << 28,
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n')));
}

function outcomeOf(runs) {
  const failed = runs.find(({ error }) => error !== undefined);
  if (failed !== undefined) return { fails: failed.error };
  const seen = runs.map((each) => JSON.stringify(each.seen));
  return { varies: new Set(seen).size > 1, seen: runs[0].seen };
}

async function inFolder(modules, run) {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-lint-truth-'));
  try {
    mkdirSync(folder, { recursive: true });
    symlinkSync(modules, join(folder, 'node_modules'));
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
