// The corpus: every hazard and every way are crossed, so that each way is seen with several hazards and each hazard with many
// ways. `truth.mjs` verifies the ways and the hazards in the SDK's own sandbox, and the imports with its bundler.
import ts from 'typescript';
import { APPLICATIONS } from './applications.mjs';
import { HAZARDS, SAFE } from './hazards.mjs';
import { BAD_MODULES, GOOD_MODULES, IMPORT_RULES, IMPORTED, LOADING, NOT_IMPORTED } from './imports.mjs';
import { MODERN } from './modern.mjs';
import { ODDLY_NOT_REACHED, ODDLY_REACHED } from './odd-ways.mjs';
import { PAYMENTS } from './payments.mjs';
import { PRODUCTS } from './products.mjs';
import { STYLES } from './styles.mjs';
import { TEAMS } from './teams.mjs';
import { BY_ALIAS, NOT_REACHED, REACHED } from './ways.mjs';

export const WORKFLOW = 'src/workflows/order.ts';

/** The files of a way with an expression in its place. */
export function fill(files, code) {
  const script = withoutTypes(code);
  return Object.fromEntries(
    Object.entries({ 'package.json': '{ "name": "shop" }', ...files }).map(([path, text]) => [
      path === 'w' ? WORKFLOW : path,
      text
        .replaceAll('HAZARD_JS', () => script)
        .replaceAll('HAZARD_TEXT', () => code)
        .replaceAll('HAZARD', () => code),
    ]),
  );
}

function withoutTypes(code) {
  const { outputText } = ts.transpileModule(`(${code})`, { compilerOptions: { target: 'ESNext', module: 'ESNext' } });
  return outputText.replace('"use strict";', '').trim().replace(/;$/, '');
}

const withModule = (files, module) =>
  fill(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll('MODULE', module)])), '1');

/** Every `step`-th of a list, from `start` on. */
const some = (list, start, step) => list.filter((_each, index) => index % step === start % step);

/** Hazards that mean what they say wherever they stand; others are about one place only. */
const MAIN = ['fetch', 'crypto.randomUUID', 'process.env', 'getHours'];

/** All cases: `rules` of which one must speak; none for what must be silent. */
export function allCases() {
  const cases = [];
  const add = (family, way, name, files, rules) =>
    cases.push({ id: `case-${cases.length}`, family, way, name, files, rules });
  const main = HAZARDS.filter(({ name }) => MAIN.includes(name));
  const others = HAZARDS.filter(({ name }) => !MAIN.includes(name));
  Object.entries({ ...REACHED, ...BY_ALIAS }).forEach(([way, files], index) => {
    for (const { family, name, code, rules } of [...main, ...some(others, index, 7)])
      add(family, way, name, fill(files, code), rules);
    for (const code of some(SAFE, index, 6)) add('safe code, reached', way, code, fill(files, code), []);
  });
  for (const { family, name, code, rules } of others) add(family, 'direct', name, fill(REACHED.direct, code), rules);
  for (const code of SAFE) add('safe code, reached', 'direct', code, fill(REACHED.direct, code), []);
  Object.entries(NOT_REACHED).forEach(([way, files], index) => {
    for (const { name, code } of [...main, ...some(others, index, 5)])
      add('hazard, not reached', way, name, fill(files, code), []);
  });
  Object.entries(ODDLY_REACHED).forEach(([way, files], index) => {
    for (const { family, name, code, rules } of [...some(main, index, 2), ...some(others, index, 20)])
      add(`${family}, reached oddly`, way, name, fill(files, code), rules);
    for (const code of some(SAFE, index, 17)) add('safe code, reached oddly', way, code, fill(files, code), []);
  });
  Object.entries(ODDLY_NOT_REACHED).forEach(([way, files], index) => {
    for (const { name, code } of [...main, ...some(others, index, 20)])
      add('hazard, oddly not reached', way, name, fill(files, code), []);
  });
  const few = BAD_MODULES.filter((name) => ['fs', 'node:path', 'crypto', '@temporalio/client'].includes(name));
  Object.entries(IMPORTED).forEach(([way, files], index) => {
    for (const module of new Set([...few, ...some(BAD_MODULES, index, 9)]))
      add('import', way, module, withModule(files, module), IMPORT_RULES);
    for (const module of some(GOOD_MODULES, index, 3))
      add('import of what can be bundled', way, module, withModule(files, module), []);
  });
  for (const module of BAD_MODULES)
    add('import', 'a used namespace', module, withModule(IMPORTED['a used namespace'], module), IMPORT_RULES);
  Object.entries(NOT_IMPORTED).forEach(([way, files], index) => {
    for (const module of new Set([...few, ...some(BAD_MODULES, index, 9)]))
      add('import that is dropped', way, module, withModule(files, module), []);
  });
  for (const { name, files, rules } of LOADING) add('loading', name, name, fill(files, '1'), rules);
  for (const { name, wrong, right, rules } of [
    ...STYLES,
    ...MODERN,
    ...PAYMENTS,
    ...APPLICATIONS,
    ...PRODUCTS,
    ...TEAMS,
  ]) {
    add('styles, wrong', name, name, fill(wrong, '1'), rules);
    add('styles, right', name, name, fill(right, '1'), []);
  }
  return cases;
}
