// pnpm mutate:rules [rule or file…]: changes a lint rule in one small way after another, and fails where its tests stay green.
// A file is what several rules rest on, such as eslint-plugin/src/options/fold.ts: it is changed, and the tests of all of them are run.
// A file of the engine that has tests of its own is tried with those.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { mutationsOf } from './mutate/mutations.mjs';
import { RuleTests } from './mutate/rule-tests.mjs';

const FOLDER = 'eslint-plugin/src/rules';
const names = (await readdir(FOLDER)).map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'index');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((each) => !names.includes(each) && !existsSync(each));
if (unknown.length > 0) {
  console.error(`There is no rule ${unknown.join(', ')} in ${FOLDER}, and no such file.`);
  process.exit(2);
}

/** Changes that make no difference, by file: the line, what it becomes, and why. */
const harmless = JSON.parse(await readFile('scripts/mutate/harmless.json', 'utf8'));

let survivors = 0;
for (const each of wanted.length > 0 ? wanted : names) {
  const path = names.includes(each) ? `${FOLDER}/${each}.ts` : each;
  const source = await readFile(path, 'utf8');
  const suites = await testsOf(path, testsFor(path, each));
  const mutations = mutationsOf(source).filter(
    ({ line, becomes }) => !harmless[path]?.some((known) => known.line === line && known.becomes === becomes),
  );
  const survived = [];
  for (const mutation of mutations) {
    if (!(await isFound(mutation, suites))) survived.push(mutation);
  }
  for (const suite of suites) await suite.close();
  survivors += survived.length;
  console.log(
    `${each}: ${mutations.length} mutations, ${survived.length === 0 ? 'all found' : `${survived.length} survive`}`,
  );
  for (const { at, line, becomes } of survived) console.log(`  ${path}:${at}\n    - ${line}\n    + ${becomes}`);
}
if (survivors > 0) {
  console.error('Add cases that tell these apart, or say in scripts/mutate/harmless.json why they make no difference.');
  process.exit(1);
}

function testsFor(path, each) {
  if (names.includes(each)) return [`rules/${each}`];
  const own = `engine/${basename(path, '.ts')}`;
  return path.includes('/engine/') && existsSync(`eslint-plugin/test/${own}.test.ts`)
    ? [own]
    : names.map((name) => `rules/${name}`);
}

/** The given tests, as far as they rest on the file. They have to be green. */
async function testsOf(path, tests) {
  const suites = [];
  for (const test of tests) {
    const suite = new RuleTests(test, path);
    if (!(await suite.restsOnFile())) {
      await suite.close();
      continue;
    }
    const failures = await suite.run(await readFile(path, 'utf8'), { goOn: true });
    if (failures.length > 0) {
      console.error(`The tests of ${test} fail as it is:\n\n${failures.join('\n\n')}`);
      process.exit(2);
    }
    suites.push(suite);
  }
  return suites;
}

async function isFound(mutation, suites) {
  for (const [at, suite] of suites.entries()) {
    if ((await suite.run(mutation.source)).length === 0) continue;
    // The next change is likely found by the same tests.
    suites.unshift(...suites.splice(at, 1));
    return true;
  }
  return false;
}
