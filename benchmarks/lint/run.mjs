// `pnpm bench:lint`: what the lint rules see and where they are wrong, how fast they are. `--only recall|speed`, `--wrong` lists
// what is judged wrongly. `--only projects PATH…` prints what is reported in whole projects, `--reports` each report. `--only packages`
// installs a hundred packages and asks the SDK's sandbox about each use of them.
import handrail from '@handrail/eslint-plugin';
import { measurePackages } from './packages/measure.mjs';
import { byRule, checkProjects } from './projects.mjs';
import { byFamily, isRight, measureRecall } from './recall.mjs';
import { measureCold, measureMemory, measureRelint } from './speed.mjs';

const only = /--only[= ](\w+)/.exec(process.argv.join(' '))?.[1];
const rounds = Number(/--rounds[= ](\d+)/.exec(process.argv.join(' '))?.[1] ?? 5);
let isMissed = false;

if (only === undefined || only === 'recall') printRecall();
if (only === undefined || only === 'speed') await printSpeed();
if (only === 'projects') printProjects(process.argv.slice(2).filter((each) => !each.startsWith('--') && each !== only));
if (only === 'packages') await printPackages();
if (isMissed) process.exitCode = 1;

function printRecall() {
  const results = measureRecall(handrail);
  const rows = [...byFamily(results)].map(([family, { cases, right, hazards }]) => [
    family,
    cases,
    hazards > 0 && hazards < cases
      ? `${right} right`
      : hazards > 0
        ? percent(right / cases)
        : `${cases - right} false alarms`,
  ]);
  print(['family', 'cases', 'recall, or false alarms'], rows);
  const wrong = results.filter((each) => !isRight(each));
  const hazards = results.filter(({ rules }) => rules.length > 0);
  const missed = wrong.filter(({ rules }) => rules.length > 0);
  const recall = 1 - missed.length / hazards.length;
  console.log(
    `\nRecall ${percent(recall)} of ${hazards.length} hazards (≥ 95 %), ${wrong.length - missed.length} false alarms on ${results.length - hazards.length} twins (0).\n`,
  );
  if (process.argv.includes('--wrong'))
    for (const { family, way, name, reports } of wrong)
      console.log(
        `${family} | ${way} | ${name}`,
        ...reports.map(({ rule, message }) => `\n    ${rule}: ${message.slice(0, 200)}`),
      );
  isMissed ||= recall < 0.95 || wrong.length > missed.length;
}

async function printPackages() {
  const results = await measurePackages();
  const wrong = results.filter(({ isWrong, reports }) => isWrong !== reports.length > 0);
  const missed = wrong.filter(({ isWrong }) => isWrong);
  const hazards = results.filter(({ isWrong }) => isWrong);
  console.log(
    `\n${hazards.length - missed.length} of ${hazards.length} uses of packages that go wrong are reported, and ${wrong.length - missed.length} of ${results.length - hazards.length} that go well.\n`,
  );
  for (const { use, isWrong, outcome, reports } of wrong) {
    console.log(`${isWrong ? 'missed' : 'false alarm'}: ${use}`);
    console.log(
      `    ${isWrong ? JSON.stringify(outcome).slice(0, 200) : reports.map(({ hazard }) => hazard).join(', ')}`,
    );
  }
}

function printProjects(paths) {
  const results = checkProjects(paths);
  print(
    ['project', 'files', 'workflow files', 'reports by rule', 's'],
    results.map(({ name, files, workflowFiles, problems, seconds }) => [
      name,
      files,
      workflowFiles,
      byRule(problems)
        .map(([rule, count]) => `${rule} ${count}`)
        .join(', '),
      seconds.toFixed(1),
    ]),
  );
  if (!process.argv.includes('--reports')) return;
  for (const { name, problems } of results)
    for (const { file, line, rule, message } of problems)
      console.log(`\n${name}/${file}:${line} ${rule}\n  ${message}`);
}

async function printSpeed() {
  const { project, times } = measureCold(rounds);
  console.log(
    `${project.workflows} workflow files, ${project.modules} modules, ${project.lines} lines; ${rounds} rounds`,
  );
  const of = (what) =>
    Object.fromEntries(Object.entries(times).map(([way, list]) => [way, list.map((each) => each[what])]));
  const [cpu, wall] = [of('cpu'), of('wall')];
  print(
    ['way', 'CPU, median ms', 'clock, median ms'],
    Object.keys(times).map((way) => [way, Math.round(median(cpu[way])), Math.round(median(wall[way]))]),
  );
  const limits = [
    ['first run / (parsing + ESLint’s own), CPU time', pairs((n) => coldRatio(cpu, n)), 1.5, 'most'],
    ['the same by the clock', pairs((n) => coldRatio(wall, n)), 1.5, 'most'],
    ['engine: first / second cold run', pairs((n) => cpu.engine[n] / cpu['engine again'][n]), 3, 'least'],
    ['linting again after an edit in a helper, ms', await measureRelint(30), 30, 'most'],
  ];
  const memory = measureMemory();
  const peakOf = (wanted) => memory.filter(({ way }) => way === wanted).map(({ peak }) => peak);
  limits.push(
    ['memory for 2,000 files, through ESLint, MB', peakOf('handrail'), 300, 'most'],
    ['memory for 2,000 files, the engine alone, MB', peakOf('engine'), 300, 'most'],
  );
  print(
    ['measure', 'min / median / max', 'limit'],
    limits.map(([name, list, limit, kind]) => [
      name,
      [Math.min(...list), median(list), Math.max(...list)].map((each) => each.toFixed(2)).join(' / '),
      `${kind === 'most' ? '≤' : '≥'} ${limit}`,
    ]),
  );
  console.log();
  print(
    ['memory for 2,000 files', 'most at a time, MB', 'kept at the end, MB'],
    memory.map(({ way, peak, kept }) => [way, Math.round(peak), Math.round(kept)]),
  );
  isMissed ||= limits.some(([, list, limit, kind]) => (kind === 'most' ? median(list) > limit : median(list) < limit));

  function pairs(ratio) {
    return Array.from({ length: rounds }, (_each, index) => ratio(index));
  }
}

function coldRatio(times, round) {
  return times.handrail[round] / (times.parse[round] + times.eslint[round]);
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}

function percent(ratio) {
  return `${(100 * ratio).toFixed(1)} %`;
}

function print(head, rows) {
  const all = [head, head.map(() => '---'), ...rows];
  for (const row of all) console.log(`| ${row.join(' | ')} |`);
}
