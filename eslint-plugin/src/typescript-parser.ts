import { createRequire } from 'node:module';
import type { Linter } from 'eslint';

type EslintParser = Extract<Linter.Parser, { parseForESLint: unknown }>;

const require = createRequire(import.meta.url);
const { version } = require('@typescript-eslint/parser/package.json') as { readonly version: string };

/**
 * The TypeScript parser, loaded with the first file that needs it: the compiler behind it takes longer to load than all of
 * this plugin, and JavaScript projects do without it. Parser options of the project (`projectService`, …) reach it as they are.
 */
export const typescriptParser: Linter.Parser = {
  meta: { name: '@typescript-eslint/parser', version },
  parseForESLint: (text, options) =>
    (require('@typescript-eslint/parser') as EslintParser).parseForESLint(text, options),
};
