// Asks the SDK whether the corpus says the truth: `node benchmarks/lint/truth.mjs`. Prints what does not hold.
import { APPLICATIONS } from './corpus/applications.mjs';
import { fill } from './corpus/cases.mjs';
import { HAZARDS, SAFE } from './corpus/hazards.mjs';
import { BAD_MODULES, GOOD_MODULES, IMPORTED, LOADING, NOT_IMPORTED } from './corpus/imports.mjs';
import { MODERN } from './corpus/modern.mjs';
import { ODDLY_NOT_REACHED, ODDLY_REACHED } from './corpus/odd-ways.mjs';
import { PAYMENTS } from './corpus/payments.mjs';
import { PRODUCTS } from './corpus/products.mjs';
import { STYLES } from './corpus/styles.mjs';
import { TEAMS } from './corpus/teams.mjs';
import { NOT_REACHED, REACHED } from './corpus/ways.mjs';
import { runAlone, runTogether } from './sandbox/run-cases.mjs';

const isWrong = ({ refused, fails, varies }) => refused !== undefined || fails !== undefined || varies;
const seeing = (code) => `(globalThis as any).__seen(${code})`;
const problems = [];
let count = 0;

async function verify(kind, named, run, holds) {
  const names = Object.keys(named);
  const outcomes = await run(names.map((name) => named[name]));
  names.forEach((name, index) => {
    count += 1;
    if (!holds(outcomes[index])) problems.push(`${kind}, ${name}: ${JSON.stringify(outcomes[index]).slice(0, 300)}`);
  });
}
const alone = async (projects) => {
  const outcomes = [];
  for (const each of projects) outcomes.push(await runAlone(each));
  return outcomes;
};
const named = (list, make) => Object.fromEntries(list.map((each) => [each.name ?? each, make(each)]));
const mapped = (ways, make) => Object.fromEntries(Object.entries(ways).map(([name, files]) => [name, make(files)]));
const withModule = (module) => (files) =>
  fill(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll('MODULE', module)])), '1');

const reached = ({ seen }) => seen !== undefined && seen.length > 1;
await verify(
  'reached',
  mapped({ ...REACHED, ...ODDLY_REACHED }, (files) => fill(files, seeing('1'))),
  runTogether,
  reached,
);
await verify(
  'not reached',
  mapped({ ...NOT_REACHED, ...ODDLY_NOT_REACHED }, (files) => fill(files, seeing('1'))),
  runTogether,
  (outcome) => !isWrong(outcome) && outcome.seen.length === 1,
);
await verify(
  'hazard',
  named(HAZARDS, ({ code }) => fill(REACHED.direct, seeing(code))),
  runTogether,
  isWrong,
);
await verify(
  'safe',
  named(SAFE, (code) => fill(REACHED.direct, seeing(code))),
  runTogether,
  (outcome) => !isWrong(outcome),
);
await verify('imported', mapped(IMPORTED, withModule('fs')), alone, isWrong);
await verify('not imported', mapped(NOT_IMPORTED, withModule('fs')), alone, (outcome) => !isWrong(outcome));
await verify(
  'bad module',
  named(BAD_MODULES, (module) => withModule(module)(IMPORTED['a used namespace'])),
  alone,
  isWrong,
);
await verify(
  'good module',
  named(GOOD_MODULES, (module) => withModule(module)(IMPORTED['a used namespace'])),
  alone,
  (outcome) => !isWrong(outcome),
);
for (const { name, files, rules } of LOADING)
  await verify('loading', { [name]: fill(files, '1') }, alone, (outcome) => isWrong(outcome) === rules.length > 0);

const verifiable = [...STYLES, ...MODERN, ...PAYMENTS, ...APPLICATIONS, ...PRODUCTS, ...TEAMS].filter(
  ({ isVerified }) => isVerified,
);
await verify(
  'style, wrong',
  named(verifiable, ({ wrong }) => fill(wrong, '1')),
  alone,
  isWrong,
);
await verify(
  'style, right',
  named(verifiable, ({ right }) => fill(right, '1')),
  alone,
  (outcome) => !isWrong(outcome),
);

for (const problem of problems) console.log(problem);
console.log(`${count} facts asked of the SDK, ${problems.length} do not hold.`);
if (problems.length > 0) process.exitCode = 1;
