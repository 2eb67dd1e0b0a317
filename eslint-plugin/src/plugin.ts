import { readFileSync } from 'node:fs';
import type { ESLint, Linter } from 'eslint';
import { configsOf } from './configs.js';
import { rules } from './rules/index.js';

const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly name: string;
  readonly version: string;
};

/** What `@handrail/eslint-plugin` gives to ESLint. */
export interface HandrailPlugin extends ESLint.Plugin {
  readonly configs: {
    /** Whatever breaks replay or the bundle, loses work or is refused at run time. */
    readonly recommended: Linter.Config[];
    /** `recommended`, and as warnings what is discouraged. */
    readonly strict: Linter.Config[];
    /** `strict`, and what is deterministic only because the TypeScript sandbox makes it so. */
    readonly portable: Linter.Config[];
  };
}

const base: ESLint.Plugin = {
  meta: { name, version, namespace: 'handrail' },
  rules: Object.fromEntries(Object.entries(rules).map(([ruleName, { module }]) => [ruleName, module])),
};

/** The plugin: `export default [...handrail.configs.recommended]` is all that a project writes. */
export const plugin: HandrailPlugin = Object.assign(base, { configs: configsOf(base) });
