// The import change itself, as pure functions over the text of one file: `@temporalio/x` becomes `@handrail/x`.
import { extname } from 'node:path';
import ts from 'typescript';
import { MIRRORS } from '../generate/mirror-index.mjs';

// A regular expression in a configuration file (`'^@temporalio/worker$'`) names the package, too; `@temporalio/worker-x` does not.
const MIRRORED = new RegExp(`^(\\^?)@temporalio/(${MIRRORS.join('|')})(?=$|[/\\\\$(])`);

const DEPENDENCIES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

// What a project sets here is about the SDK's packages, which stay in its tree.
const OVERRIDES = ['overrides', 'resolutions', 'pnpm'];

const SCRIPT_KINDS = {
  '.ts': ts.ScriptKind.TS,
  '.mts': ts.ScriptKind.TS,
  '.cts': ts.ScriptKind.TS,
  '.tsx': ts.ScriptKind.TSX,
  '.js': ts.ScriptKind.JS,
  '.mjs': ts.ScriptKind.JS,
  '.cjs': ts.ScriptKind.JS,
  '.jsx': ts.ScriptKind.JSX,
};

/** True for a file whose imports `rewriteSource` understands. */
export function isSource(path) {
  return extname(path) in SCRIPT_KINDS;
}

/** `@temporalio/common/lib/time` → `@handrail/common/lib/time`; any other specifier is given back as it is. */
export function rewriteSpecifier(specifier) {
  return specifier.replace(MIRRORED, '$1@handrail/$2');
}

/**
 * Rewrites every string that names a mirrored package: imports, exports, `require`, `import()`, import types, `jest.mock`,
 * module maps. Nothing else moves, not a space. A `declare module` stays: it adds to the SDK's own types, which ours build on.
 */
export function rewriteSource(path, text) {
  const kind = SCRIPT_KINDS[extname(path)];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const edits = [];
  visit(file);
  return edits.reduceRight(
    (result, { start, end, text }) => `${result.slice(0, start)}${text}${result.slice(end)}`,
    text,
  );

  function visit(node) {
    // A JavaScript file has its types in comments.
    for (const comment of node.jsDoc ?? []) visit(comment);
    if (ts.isStringLiteralLike(node) && !isAugmentation(node)) collect(node);
    ts.forEachChild(node, visit);
  }

  function collect(literal) {
    const start = literal.getStart(file) + 1;
    const end = literal.end - 1;
    const before = text.slice(start, end);
    const after = rewriteSpecifier(before);
    if (after !== before) edits.push({ start, end, text: after });
  }
}

/**
 * Rewrites the names of dependencies, and strings and keys in other fields (a `jest` section). Each new dependency gets `range`.
 *
 * The SDK's packages are Handrail's peers, so most package managers bring them by themselves, in the newest release that
 * Handrail allows. Who stays with an older one, or whose package manager installs no peers, names them: `keepSdk` keeps what
 * was there and adds the other peers, in the version of those.
 *
 * @param {string} text
 * @param {{ range: string, keepSdk?: boolean, peersOf?: (name: string) => string[] }} options
 */
export function rewriteManifest(text, { range, keepSdk = false, peersOf = () => [] }) {
  const manifest = JSON.parse(text);
  const next = Object.fromEntries(
    Object.entries(manifest).map(([field, value]) => {
      if (DEPENDENCIES.includes(field)) return [field, renameDependencies(value, { range, keepSdk, peersOf })];
      return [field, OVERRIDES.includes(field) ? value : rewriteValue(value)];
    }),
  );
  return isEqual(next, manifest) ? text : `${JSON.stringify(next, null, 2)}\n`;
}

function renameDependencies(entries, { range, keepSdk, peersOf }) {
  const result = {};
  const missing = {};
  for (const [name, version] of Object.entries(entries)) {
    const next = rewriteSpecifier(name);
    result[next] = next === name ? version : range;
    if (next === name || !keepSdk) continue;
    result[name] = version;
    for (const peer of peersOf(next)) missing[peer] ??= version;
  }
  return { ...missing, ...result };
}

/** Rewrites keys and strings anywhere in a JSON file with comments (`tsconfig.json`: `paths`, `types`), textually. */
export function rewriteJson(text) {
  return text.replace(/"([^"\\\n]|\\.)*"/g, (literal) => `"${rewriteSpecifier(literal.slice(1, -1))}"`);
}

function isAugmentation(literal) {
  return ts.isModuleDeclaration(literal.parent) && literal.parent.name === literal;
}

function rewriteValue(value) {
  if (typeof value === 'string') return rewriteSpecifier(value);
  if (Array.isArray(value)) return value.map(rewriteValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [rewriteSpecifier(key), rewriteValue(each)]));
}

function isEqual(left, right) {
  return JSON.stringify(left) === JSON.stringify(right);
}
