import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { toCommonJs } from '../../tools/to-common-js.mjs';

const require = createRequire(import.meta.url);

function load(text: string, passedOn?: string): { exports: Record<string, unknown>; required: string[] } {
  const exports: Record<string, unknown> = {};
  const required: string[] = [];
  const { code } = toCommonJs(text, passedOn);
  const loader = (path: string): unknown => {
    required.push(path);
    return require(path);
  };
  runInNewContext(code, { exports, require: loader, Object });
  return { exports, required };
}

it('turns imports and exports of every form into their CommonJS equivalents', () => {
  const { exports, required } = load(`
    import { join, sep as separator } from "node:path";
    import * as path from "node:path";
    import "node:url";
    var joined = join("a", "b");
    var both = [separator, path.sep];
    export { joined, both as twice };
  `);
  expect(exports['joined']).toBe('a/b');
  expect(exports['twice']).toEqual(['/', '/']);
  expect(exports['__esModule']).toBe(true);
  expect(required).toEqual(['node:path', 'node:url']);
});

it('passes on the exports of another module, apart from those of the same name', () => {
  const { exports } = load('var join = 1; export { join };', 'node:path');
  expect(exports['join']).toBe(1);
  expect(typeof exports['resolve']).toBe('function');
});

it('names its exports in the form that Node looks for', async () => {
  const { code, names } = toCommonJs('var a = 1; export { a, a as b };', 'node:path');
  expect(names).toBe('0&&(module.exports={...require("node:path"),a,b});');
  const file = join(mkdtempSync(join(tmpdir(), 'to-common-js-')), 'module.cjs');
  writeFileSync(file, `${code}\n${names}\n`);
  expect(Object.keys((await import(file)) as object)).toEqual(expect.arrayContaining(['a', 'b', 'resolve']));
});

it('loads a module once however often it is imported, with no other name for it', () => {
  const text =
    'import * as one from "node:path"; import * as two from "node:path"; var a = [one.sep, two.one, two.sep]; export { a };';
  const { exports, required } = load(text);
  expect(exports['a']).toEqual(['/', undefined, '/']);
  expect(required).toEqual(['node:path']);
  expect(toCommonJs(text).code).not.toMatch(/\bconst (one|two)\b/);
});

it('moves no line, so that the source map stays right', () => {
  const text = 'import {\n  join\n} from "node:path";\nvar third = 1;\nexport {\n  third\n};\n';
  const lines: string[] = toCommonJs(text).code.split('\n');
  expect(lines[3]).toBe('var third = 1;');
});
