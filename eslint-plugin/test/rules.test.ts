import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { catalogue } from '@handrail/errors';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import { rules } from '../src/rules/index.js';

const names = Object.keys(rules);
const withoutExtension = (file: string) => file.replace(/(\.test)?\.(ts|md)$/, '');
const namesIn = (folder: string) =>
  readdirSync(folder)
    .map(withoutExtension)
    .filter((name) => name !== 'index')
    .sort();

it('has a source file, a test and a page for each rule, and none without a rule', () => {
  for (const folder of ['eslint-plugin/src/rules', 'eslint-plugin/test/rules', 'docs/rules']) {
    expect(namesIn(folder), folder).toEqual(names);
  }
});

it('gives its rules to ESLint under the namespace handrail', () => {
  expect(plugin.meta?.namespace).toBe('handrail');
  expect(Object.keys(plugin.rules ?? {})).toEqual(names);
});

describe.each(names)('%s', (name) => {
  const rule = rules[name]!;

  it('has the name of its file, and a page behind its link', () => {
    expect(rule.name).toBe(name);
    expect(rule.module.meta?.docs?.url).toBe(`https://handrail.dev/rules/${name}`);
  });

  it('prevents errors that exist', () => {
    expect(catalogue.map(({ code }) => code)).toEqual(expect.arrayContaining([...rule.codes]));
  });

  it('is in its config and the ones that go further, and in no other', () => {
    const levels = ['recommended', 'strict', 'portable'] as const;
    for (const level of levels) {
      const severity =
        levels.indexOf(level) < levels.indexOf(rule.config)
          ? undefined
          : rule.config === 'recommended'
            ? 'error'
            : 'warn';
      for (const config of plugin.configs[level]) expect(config.rules?.[`handrail/${name}`]).toBe(severity);
    }
  });

  it('has nothing left to write', () => {
    for (const path of [
      `eslint-plugin/src/rules/${name}.ts`,
      `eslint-plugin/test/rules/${name}.test.ts`,
      `docs/rules/${name}.md`,
    ]) {
      expect(existsSync(path) && readFileSync(path, 'utf8')).not.toMatch(/\bWRITE\b/);
    }
  });
});
