import { extname } from 'node:path';
import { type Comment, parseSync, type Program } from 'oxc-parser';

/** A parsed module, or why there is none. */
export type Parsed =
  | {
      readonly program: Program;
      readonly comments: readonly Comment[];
      readonly hasModuleSyntax: boolean;
      readonly isTyped: boolean;
    }
  | { readonly problem: string };

const LANGUAGES: Readonly<Record<string, 'js' | 'jsx' | 'ts' | 'tsx'>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'jsx',
  '.mjs': 'jsx',
  '.cjs': 'jsx',
  '.jsx': 'jsx',
};

/** Parses a module by its extension. Text that is no JavaScript or TypeScript gives a problem, never an exception. */
export function parseModule(path: string, text: string): Parsed {
  const lang = LANGUAGES[extname(path)];
  if (lang === undefined) return { problem: 'it is neither JavaScript nor TypeScript' };
  const isTyped = lang.startsWith('ts');
  try {
    const { program, comments, errors, module } = parseSync(path, text, {
      lang,
      sourceType: 'unambiguous',
      preserveParens: false,
    });
    const error = errors.find(({ severity }) => severity === 'Error');
    if (error !== undefined && program.body.length === 0) {
      return { problem: isFlow(text) ? 'it is written in Flow, which is not understood' : error.message };
    }
    return { program, comments, hasModuleSyntax: module.hasModuleSyntax, isTyped };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function isFlow(text: string): boolean {
  return /^\s*\/[/*][^\n]*@flow\b/m.test(text.slice(0, 2000));
}
