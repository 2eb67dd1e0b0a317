// The same project of 200 activities with the raw SDK and with Handrail, compiled in turn: `pnpm bench:types [pairs]`.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { describeMachine, ratioTable, runPairs } from '../pairs.mjs';
import { generateProject, SIZE } from './generate-project.mjs';

const pairs = Number(process.argv[2] ?? 9);

const folder = fileURLToPath(new URL('.cache', import.meta.url));
const projects = { raw: join(folder, 'raw'), handrail: join(folder, 'handrail') };
await generateProject(projects.raw, '@temporalio');
await generateProject(projects.handrail, '@handrail');

const script = fileURLToPath(new URL('trial.mjs', import.meta.url));
const results = await runPairs(pairs, async (side) => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, projects[side]]);
  return JSON.parse(stdout);
});

console.log(`${describeMachine()}; TypeScript ${ts.version}`);
console.log(
  `${pairs} pairs; ${SIZE.activities} activities and ${SIZE.workflows} workflows in ${SIZE.modules} modules, ${results.raw[0].lines} lines\n`,
);
console.log(
  ratioTable(results, [
    ['checkMilliseconds', 'checking, CPU', 'ms', '< 1.1'],
    ['totalMilliseconds', 'whole compilation, CPU', 'ms', '< 1.1'],
    ['wallMilliseconds', 'whole compilation, elapsed', 'ms', '< 1.1'],
    ['instantiations', 'type instantiations', ''],
    ['types', 'types', ''],
  ]),
);
