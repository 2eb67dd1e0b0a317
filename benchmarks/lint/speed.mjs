// How long linting takes, each measurement in a new process, ways in turn.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Memory of processes that look at 2,000 workflow files, by the way: the most at a time, and what is kept at the end. */
export function measureMemory() {
  const project = generateProject(2000);
  try {
    const cache = join(project.root, 'node_modules/.cache');
    return ['engine', 'eslint', 'handrail'].map((way) => {
      rmSync(cache, { recursive: true, force: true });
      // Asking for what is kept collects garbage, which would change what the most at a time is.
      const { rss } = trial(way, project);
      rmSync(cache, { recursive: true, force: true });
      return { way, peak: rss, kept: trial(way, project, ['--expose-gc']).kept };
    });
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
    const before = readFileSync(helper, 'utf8');
    const times = [];
    for (let edit = 0; edit < edits; edit++) {
      // As in an editor: by then the project's files are looked for anew.
      await setTimeout(1050);
      const isBad = edit % 2 === 0;
      // In a function that the workflow calls, so that all that it leads to has to be interpreted again.
      const call = isBad ? `void fetch('x');` : `void ${edit};`;
      writeFileSync(helper, before.replace('const apply =', `${call}\n  const apply =`));
      const start = performance.now();
      const { findings } = engine.check(workflow, text);
      times.push(performance.now() - start);
      if (findings.some(({ kind }) => kind === 'network') !== isBad) throw new Error(`Edit ${edit} was not seen.`);
    }
    return times;
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
}

function trial(way, project, flags = []) {
  const output = execFileSync(process.execPath, [...flags, TRIAL, way], {
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
