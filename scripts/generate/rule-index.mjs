import { readdir } from 'node:fs/promises';

const FOLDER = 'eslint-plugin/src/rules';

/** The names of all lint rules, sorted: one file each. */
export async function listRules() {
  const files = await readdir(FOLDER);
  return files.flatMap((file) => /^(?!index\b)(.+)\.ts$/.exec(file)?.[1] ?? []).sort();
}

/** The index of the lint rules: every rule under the name that a config gives it. */
export async function ruleIndex(header) {
  const rules = (await listRules()).map((name) => ({
    name,
    identifier: name.replaceAll(/-([a-z])/g, (_all, letter) => letter.toUpperCase()),
  }));
  return {
    [`${FOLDER}/index.ts`]: [
      header('//'),
      `import type { HandrailRule } from '../rule.js';`,
      ...rules.map(({ name, identifier }) => `import { ${identifier} } from './${name}.js';`),
      '',
      '/** Every rule by its name. */',
      'export const rules: Readonly<Record<string, HandrailRule>> = {',
      ...rules.map(({ name, identifier }) => (name === identifier ? `  ${name},` : `  '${name}': ${identifier},`)),
      '};',
      '',
    ].join('\n'),
  };
}
