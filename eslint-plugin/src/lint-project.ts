import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { type Asked, type FileReport, Project, type SyntaxTree } from './engine/index.js';
import { dependsOnHandrail, manifestOf } from './manifest.js';
import { type HandrailSettings, readSettings } from './settings.js';

/** What the questions to a project need of ESLint's context. */
export interface LintedFile {
  readonly filename: string;
  readonly cwd: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: { readonly text: string; readonly ast: object };
  readonly languageOptions: { readonly parser?: unknown };
}

// An editor's process lints several workspaces; more than these at a time are not kept.
const MOST_PROJECTS = 8;
const projects = new Map<string, Project>();
const reports = new WeakMap<object, Partial<Record<Asked, FileReport>>>();

/** What is known of the linted file. Worked out once for each version of it, whichever rule asks first. */
export function reportOf(context: LintedFile, asked: Asked = 'hazards'): FileReport {
  const { ast, text } = context.sourceCode;
  let known = reports.get(ast);
  if (known === undefined) reports.set(ast, (known = {}));
  return (known[asked] ??= projectOf(context).check(pathOf(context), text, () => treeOf(context), asked));
}

// What other parsers make (of Vue's or Svelte's files, of newer syntax) need not be of their shape.
const KNOWN_PARSERS = new Set(['@typescript-eslint/parser', 'typescript-eslint/parser', 'espree']);

/** What ESLint has parsed, so that the engine need not parse it once more; undefined where another parser than usual has. */
function treeOf({ sourceCode, languageOptions }: LintedFile): SyntaxTree | undefined {
  if (!KNOWN_PARSERS.has(nameOfParser(languageOptions.parser) ?? '')) return undefined;
  const { comments = [] } = sourceCode.ast as { readonly comments?: readonly EslintComment[] };
  return { program: sourceCode.ast, comments: comments.map(({ value, range }) => ({ value, span: range })) };
}

interface EslintComment {
  readonly value: string;
  readonly range: readonly [number, number];
}

function nameOfParser(parser: unknown): string | undefined {
  const { meta, name } = (parser ?? {}) as { readonly meta?: { readonly name?: string }; readonly name?: string };
  return meta?.name ?? name;
}

/** The project around the linted file: the folder that ESLint runs in, or that of the file's manifest where it lies elsewhere. */
export function projectOf(context: LintedFile): Project {
  return projectAt(rootOf(context), readSettings(context.settings));
}

/** The project in a folder. There is one object for each folder and settings. */
export function projectAt(root: string, settings: HandrailSettings): Project {
  const key = JSON.stringify([root, settings]);
  let project = projects.get(key);
  if (project === undefined) {
    project = new Project({ root, ...settings } satisfies { root: string } & HandrailSettings);
    projects.set(key, project);
    const [oldest] = projects.keys();
    if (projects.size > MOST_PROJECTS && oldest !== undefined) projects.delete(oldest);
  }
  return project;
}

const IMPORTS_HANDRAIL = /['"]@handrail\/(?!eslint-plugin)/;

const guarded = new WeakMap<object, boolean>();

/** Whether Handrail's guards are at work where the linted file runs: what they refuse, the SDK alone accepts. */
export function isGuarded(context: LintedFile): boolean {
  const { ast } = context.sourceCode;
  let known = guarded.get(ast);
  if (known === undefined) guarded.set(ast, (known = findGuards(context)));
  return known;
}

function findGuards(context: LintedFile): boolean {
  if (IMPORTS_HANDRAIL.test(context.sourceCode.text) || dependsOnHandrail(manifestOf(pathOf(context)))) return true;
  return projectOf(context).usesHandrail;
}

/** Where the linted file lies. */
export function pathOf({ filename, cwd }: LintedFile): string {
  // Text from standard input has no name.
  if (filename.startsWith('<')) return join(cwd, 'input.ts');
  return isAbsolute(filename) ? filename : join(cwd, filename);
}

function rootOf(context: LintedFile): string {
  const path = pathOf(context);
  const isInside = !relative(context.cwd, path).startsWith('..') && !isAbsolute(relative(context.cwd, path));
  if (isInside) return context.cwd;
  let folder = dirname(path);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return existsSync(join(folder, 'package.json')) ? folder : dirname(path);
}
