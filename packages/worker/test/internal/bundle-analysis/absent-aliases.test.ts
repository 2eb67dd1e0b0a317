import { parser } from 'typescript-eslint';
import { expect, it } from 'vitest';
import { absentAliases } from '../../../src/internal/bundle-analysis/absent-aliases';
import type { Node } from '../../../src/internal/bundle-analysis/syntax';

const aliasesOf = (code: string) =>
  absentAliases((parser.parseForESLint(code) as unknown as { ast: Node }).ast).map(({ alias, name }) => [alias, name]);

it.each<[string, [string, string | undefined][]]>([
  ['const { fetch: get } = globalThis;', [['get', 'fetch']]],
  ['const send = globalThis.fetch;', [['send', 'fetch']]],
  ["const copy = globalThis['structuredClone'];", [['copy', 'structuredClone']]],
  ['const { randomUUID: uid } = globalThis.crypto ?? {};', [['uid', 'crypto']]],
  ['const subtle = globalThis.crypto?.subtle;', [['subtle', 'crypto']]],
  [
    'var _c; const { randomUUID: uid } = (_c = globalThis.crypto) !== null && _c !== void 0 ? _c : {};',
    [['uid', 'crypto']],
  ],
  [
    'function a() { const { fetch: get } = globalThis; get(); } function b({ get }) { get(); }',
    [
      ['get', 'fetch'],
      ['get', undefined],
    ],
  ],
])('knows what has another name: %s', (code, aliases) => {
  expect(aliasesOf(code)).toEqual(aliases);
});

it.each([
  'const { Date: Day } = globalThis;',
  'const { fetch } = globalThis;',
  'const { fetch: get } = api;',
  'const answer = wrap(globalThis.fetch);',
  'const get = () => globalThis.fetch;',
  'let get;',
])('knows no other: %s', (code) => {
  expect(aliasesOf(code)).toEqual([]);
});
