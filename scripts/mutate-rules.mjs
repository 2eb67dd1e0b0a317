// pnpm mutate:rules [rule…]: changes a lint rule in one small way after another and fails where its tests stay green.
import { readdir, readFile } from 'node:fs/promises';
import { mutationsOf } from './mutate/mutations.mjs';
import { RuleTests } from './mutate/rule-tests.mjs';

const FOLDER = 'eslint-plugin/src/rules';
const names = (await readdir(FOLDER)).map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'index');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no rule ${unknown.join(', ')} in ${FOLDER}.`);
  process.exit(2);
}

/** Changes that make no difference, by rule: the changed line and why. */
const harmless = JSON.parse(await readFile('scripts/mutate/harmless.json', 'utf8'));

let survivors = 0;
for (const name of wanted.length > 0 ? wanted : names) {
  const path = `${FOLDER}/${name}.ts`;
  const source = await readFile(path, 'utf8');
  const tests = new RuleTests(name, path);
  const failures = await tests.run(source, { goOn: true });
  if (failures.length > 0) {
    console.error(`The tests of ${name} fail as it is:\n\n${failures.join('\n\n')}`);
    process.exit(2);
  }
  const mutations = mutationsOf(source);
  const survived = [];
  for (const mutation of mutations) {
    const isHarmless = harmless[name]?.some(
      ({ line, becomes }) => mutation.line === line && mutation.becomes === becomes,
    );
    if (!isHarmless && (await tests.run(mutation.source)).length === 0) survived.push(mutation);
  }
  await tests.close();
  survivors += survived.length;
  console.log(
    `${name}: ${mutations.length} mutations, ${survived.length === 0 ? 'all found' : `${survived.length} survive`}`,
  );
  for (const { at, line, becomes } of survived) console.log(`  ${path}:${at}\n    - ${line}\n    + ${becomes}`);
}
if (survivors > 0) {
  console.error('Add cases that tell these apart, or say in scripts/mutate/harmless.json why they make no difference.');
  process.exit(1);
}
