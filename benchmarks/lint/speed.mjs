// How long linting takes, each measurement in a new process, ways in turn.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { generateProject } from './generate-project.mjs';

const TRIAL = fileURLToPath(new URL('trial.mjs', import.meta.url));
const WAYS = ['parse', 'eslint', 'handrail', 'handrail again', 'engine', 'engine again', 'temporal', 'typed'];

/** Times of every way, in milliseconds. */
export function measureCold(rounds) {
  const project = generateProject(250);
  try {
    const times = Object.fromEntries(
      WAYS.filter((way) => way !== 'temporal' || hasTemporalPlugin()).map((way) => [way, []]),
    );
    const cache = join(project.root, 'node_modules/.cache');
    for (let round = 0; round < rounds; round++) {
      for (const way of Object.keys(times)) {
        if (!way.endsWith('again')) rmSync(cache, { recursive: true, force: true });
        times[way].push(trial(way.replace(' again', ''), project));
      }
    }
    return { project: sizeOf(project), times };
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
}

/** Memory of a process that lints 2,000 workflow files. */
export function measureMemory() {
  const project = generateProject(2000);
  try {
    const [own, alone] = [trial('handrail', project), trial('eslint', project)];
    return { own: own.rss, alone: alone.rss, wall: own.wall };
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
}

/** Times of linting one workflow after each of many edits in a helper of it, in one process. */
export async function measureRelint(edits) {
  const { Project } = await import('@handrail/eslint-plugin/engine');
  const project = generateProject(250);
  try {
    const engine = new Project({ root: project.root });
    for (const path of project.workflows) engine.check(path, readFileSync(path, 'utf8'));
    const [workflow] = project.workflows;
    const text = readFileSync(workflow, 'utf8');
    const helper = join(project.root, 'src/lib/helper0.ts');
    const times = [];
    for (let edit = 0; edit < edits; edit++) {
      // As in an editor: by then the project's files are looked for anew.
      await setTimeout(1050);
      appendFileSync(helper, `\nexport const edit${edit} = () => ${edit % 2 === 0 ? "fetch('x')" : edit};\n`);
      const start = performance.now();
      engine.check(workflow, text);
      times.push(performance.now() - start);
    }
    return times;
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
}

function trial(way, project) {
  const output = execFileSync(process.execPath, [TRIAL, way], {
    input: JSON.stringify(project),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output);
}

function sizeOf({ workflows, modules }) {
  const lines = modules.reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length, 0);
  return { workflows: workflows.length, modules: modules.length, lines };
}

function hasTemporalPlugin() {
  try {
    return existsSync(createRequire(import.meta.url).resolve('eslint-plugin-temporal'));
  } catch {
    return false;
  }
}
