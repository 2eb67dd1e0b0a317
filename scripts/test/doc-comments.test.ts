// Of what editors show beside a name: a mirror hides the SDK's own words, so ours have to be there.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const OURS = /\/(?:packages\/[\w-]+|eslint-plugin)\/lib\//;
/** Each entry of the catalogue is explained by its page. */
const CODE = /^HR\d{4}$/;

const entries = [...readdirSync('packages').map((name) => `packages/${name}`), 'eslint-plugin'].flatMap((folder) => {
  const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    exports: Record<string, string | { types?: string }>;
  };
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'string' || target.types === undefined || entry.includes('*')
      ? []
      : [{ entry: `${folder} ${entry}`, file: resolve(folder, target.types) }],
  );
});

const options: ts.CompilerOptions = { module: ts.ModuleKind.NodeNext, noLib: true, types: [] };
const host = ts.createCompilerHost(options);
// What is of another package is looked at there; to read the SDK and its libraries would take most of the time.
host.resolveModuleNameLiterals = (names, from, _, given) =>
  names.map(({ text }) =>
    text.startsWith('.') ? ts.resolveModuleName(text, from, given, host) : { resolvedModule: undefined },
  );
const program = ts.createProgram(
  entries.map(({ file }) => file),
  options,
  host,
);
const checker = program.getTypeChecker();

function withoutDoc(file: string): string[] {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not built`);
  return checker
    .getExportsOfModule(module)
    .filter((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const path = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
      return OURS.test(path) && !CODE.test(exported.name) && symbol.getDocumentationComment(checker).length === 0;
    })
    .map(({ name }) => name);
}

it.each(entries)('$entry says of each export what it is for', ({ file }) => {
  expect(withoutDoc(file)).toEqual([]);
});
