import { readdirSync, readFileSync } from 'node:fs';
import { slugify } from '../../.vitepress/slugify';

/** A fenced block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** Line of the first line of code, counted from 1. */
  readonly line: number;
  readonly language: string;
  /** `error="…"`: the block must fail to compile with this text. */
  readonly error: string | undefined;
  /** `file="…"`: other blocks of the page import the block under this name. */
  readonly file: string | undefined;
  /** `source="…"`: the block is a copy of this file, or of a region in it, and compiled there. */
  readonly source: string | undefined;
  /** `run="…"`: how the tests of the error pages run the block (docs/test/support/examples.ts). */
  readonly run: string | undefined;
  readonly code: string;
}

const ROOT_PAGES = ['README.md', 'CONTRIBUTING.md'];
const FOLDERS = ['docs', 'packages', 'eslint-plugin', 'examples', 'compatibility', 'monitoring'];
const NO_PAGES = new Set(['fixtures', 'node_modules', 'lib', 'dist', '.cache', '.vitepress']);

/** Every page that users or contributors read, as paths from the repository's root. */
export function listPages(): string[] {
  return [...ROOT_PAGES, ...FOLDERS.flatMap(pagesBelow)];
}

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NO_PAGES.has(entry.name) ? [] : pagesBelow(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

export function readPage(page: string): string {
  return readFileSync(page, 'utf8');
}

/** The fenced blocks of a page; `prefix` is what stands before each line of it (` * ` in a doc comment). */
export function codeBlocks(page: string, text: string, prefix = ''): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { info: string; line: number; indent: number; code: string[] } | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimStart().startsWith(prefix.trim())
      ? raw.replace(new RegExp(`^\\s*${escape(prefix.trim())} ?`), '')
      : raw;
    const fence = /^(\s*)```(.*)$/.exec(line);
    if (fence === null) open?.code.push(line.slice(open.indent));
    else if (open === undefined)
      open = { info: fence[2] ?? '', line: index + 2, indent: fence[1]?.length ?? 0, code: [] };
    else {
      blocks.push({
        page,
        line: open.line,
        language: /^\w*/.exec(open.info)?.[0] ?? '',
        error: attribute(open.info, 'error'),
        file: attribute(open.info, 'file'),
        source: attribute(open.info, 'source'),
        run: attribute(open.info, 'run'),
        code: open.code.join('\n'),
      });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: the code block is never closed.`);
  return blocks;
}

/** The links of a page outside its code, with the line of each. */
export function links(text: string): { readonly target: string; readonly line: number }[] {
  return withoutCode(text).flatMap((line, index) =>
    [...line.matchAll(/\]\(([^()\s]+(?:\([^()]*\))?)\)/g)].map((match) => ({
      target: match[1] ?? '',
      line: index + 1,
    })),
  );
}

/** The anchors that a page's headings make. */
export function anchors(text: string): string[] {
  const seen = new Map<string, number>();
  return withoutCode(text).flatMap((line) => {
    const heading = /^#{1,6} +(.*?)(?: *\{#([\w-]+)\})? *$/.exec(line);
    if (heading === null) return [];
    const slug = heading[2] ?? slugify(heading[1] ?? '');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return [count === 0 ? slug : `${slug}-${count}`];
  });
}

/** Paths of this repository that a page names in code font, with the line of each. */
export function namedPaths(text: string): { readonly path: string; readonly line: number }[] {
  const path = /`((?:packages|scripts|docs|examples|benchmarks|compatibility|monitoring|test-support)\/[\w./-]+)`/g;
  return withoutCode(text).flatMap((line, index) =>
    [...line.matchAll(path)].map((match) => ({ path: match[1] ?? '', line: index + 1 })),
  );
}

// Blanks fenced blocks, so that line numbers stay.
function withoutCode(text: string): string[] {
  let inside = false;
  return text.split('\n').map((line) => {
    const fence = line.trimStart().startsWith('```');
    if (fence) inside = !inside;
    return fence || inside ? '' : line;
  });
}

function attribute(info: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(info)?.[1];
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
