import { extname } from 'node:path';
import { parseSync, type Program } from 'oxc-parser';
import type { Span } from './module-code.js';

/** A comment's text, without its marks. */
export interface Comment {
  readonly value: string;
  readonly span: Span;
}

/** A syntax tree that somebody else, such as ESLint, has made of a text. */
export interface SyntaxTree {
  /** As ESTree has it, TypeScript's nodes as typescript-eslint has them; each node has its `range`. */
  readonly program: object;
  readonly comments: readonly Comment[];
}

/** A parsed module. */
export interface ParsedModule {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly hasModuleSyntax: boolean;
  /** TypeScript, whose compiler drops imports that no value needs. */
  readonly isTyped: boolean;
}

/** A parsed module, or why there is none. */
export type Parsed = ParsedModule | { readonly problem: string };

// A larger one is data, which nothing is looked up in by names that are written out.
const LARGEST_TABLE = 20_000;

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

/**
 * Parses a module by its extension. Text that is no JavaScript or TypeScript gives a problem, never an exception.
 *
 * @param tree of the same text, which saves parsing it
 */
export function parseModule(path: string, text: string, tree?: SyntaxTree): Parsed {
  // The bundler makes a module of it.
  if (extname(path) === '.json')
    return text.length > LARGEST_TABLE
      ? { problem: 'it is too large a table' }
      : parseText(`${path}.js`, `module.exports = ${text}`, 'jsx');
  const lang = LANGUAGES[extname(path)];
  if (lang === undefined) return { problem: 'it is neither JavaScript nor TypeScript' };
  const isTyped = lang.startsWith('ts');
  return (tree && fromTree(tree, text, isTyped)) ?? parseText(path, text, lang);
}

function parseText(path: string, text: string, lang: 'js' | 'jsx' | 'ts' | 'tsx'): Parsed {
  try {
    const parsed = parseSync(path, text, { lang, sourceType: 'unambiguous', preserveParens: false });
    const { program, errors } = parsed;
    const error = errors.find(({ severity }) => severity === 'Error');
    if (error !== undefined && program.body.length === 0) {
      return { problem: isFlow(text) ? 'it is written in Flow, which is not understood' : error.message };
    }
    return {
      program,
      // Each of these is another list to be handed over, of which hardly a module needs any.
      comments: text.includes('webpack')
        ? parsed.comments.map(({ value, start, end }) => ({ value, span: [start, end] }))
        : [],
      hasModuleSyntax: hasDeclarations(program) || (MAY_BE_MODULE.test(text) && parsed.module.hasModuleSyntax),
      isTyped: lang.startsWith('ts'),
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const MODULE_SYNTAX = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'ExportAllDeclaration',
  'TSExportAssignment',
  'TSNamespaceExportDeclaration',
]);

// These make a module of a file as well, wherever in it they stand.
const MAY_BE_MODULE = /\bimport\s*\.\s*meta\b|\bawait\b/;

function hasDeclarations({ body }: Program): boolean {
  return body.some(({ type }) => MODULE_SYNTAX.has(type));
}

function fromTree({ program, comments }: SyntaxTree, text: string, isTyped: boolean): ParsedModule | undefined {
  // Both kinds of trees are of one shape but for the offsets, and what plain JavaScript leaves out.
  const hasModuleSyntax = hasDeclarations(program as Program);
  if (!hasModuleSyntax && MAY_BE_MODULE.test(text)) return undefined;
  return { program: program as Program, comments, hasModuleSyntax, isTyped };
}

function isFlow(text: string): boolean {
  return /^\s*\/[/*][^\n]*@flow\b/m.test(text.slice(0, 2000));
}
