import type { ESLint, Linter } from 'eslint';
import { rules } from './rules/index.js';
import type { ConfigName } from './rule.js';
import { typescriptParser } from './typescript-parser.js';

const TYPESCRIPT = ['**/*.{ts,mts,cts,tsx}'];
const JAVASCRIPT = ['**/*.{js,mjs,cjs,jsx}'];

// Each config has the rules of those before it.
const LEVELS: readonly ConfigName[] = ['recommended', 'strict', 'portable'];

/** The plugin's configs, as arrays for a flat config. */
export function configsOf(plugin: ESLint.Plugin): Record<ConfigName, Linter.Config[]> {
  const config = (level: ConfigName): Linter.Config[] => [
    {
      name: `handrail/${level}/typescript`,
      files: TYPESCRIPT,
      plugins: { handrail: plugin },
      languageOptions: { parser: typescriptParser },
      rules: rulesOf(level),
    },
    {
      name: `handrail/${level}/javascript`,
      files: JAVASCRIPT,
      plugins: { handrail: plugin },
      // Many projects have JSX in files named .js.
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      rules: rulesOf(level),
    },
  ];
  return { recommended: config('recommended'), strict: config('strict'), portable: config('portable') };
}

function rulesOf(level: ConfigName): Linter.RulesRecord {
  const levels = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  return Object.fromEntries(
    Object.entries(rules)
      .filter(([, { config }]) => levels.includes(config))
      .map(([name, { config }]) => [`handrail/${name}`, config === 'recommended' ? 'error' : 'warn']),
  );
}
