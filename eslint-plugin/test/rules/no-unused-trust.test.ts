import { mkdtempSync, realpathSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../src/engine/index.js';
import plugin from '../../src/index.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-trust-')));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'src/workflows'), { recursive: true });
writeFileSync(join(root, 'package.json'), '{}');
writeFileSync(join(root, 'src/http.ts'), "export const post = () => fetch('x'); export const get = () => fetch('y');");
writeFileSync(join(root, 'src/quiet.ts'), 'export const quiet = () => 1;');
writeFileSync(
  join(root, 'src/workflows/order.ts'),
  "import { post } from '../http'; import { quiet } from '../quiet'; export async function order() { quiet(); return post(); }",
);
writeFileSync(join(root, 'src/calm.ts'), 'export const calm = () => 1; export const idle = () => 2;');
writeFileSync(
  join(root, 'src/workflows/calm.ts'),
  "import { calm } from '../calm'; export async function rest() { return calm(); }",
);

const reason = 'reviewed';

function lint(trust: readonly Trust[], filename = 'eslint.config.mjs') {
  const code = trust.map(({ module }) => `// '${module}'`).join('\n');
  return new Linter({ cwd: root })
    .verify(
      code,
      [
        {
          files: ['**/*'],
          plugins: { handrail: plugin },
          settings: { handrail: { trust } },
          rules: { 'handrail/no-unused-trust': 'error' },
        },
      ],
      { filename },
    )
    .map(({ message, line, column }) => `${line}:${column} ${message}`);
}

const unused = (what: string, place = '1:5') =>
  `${place} settings.handrail.trust names ${what}, which no workflow reaches. To do: remove the entry, or correct its names. (HR9041)`;

describe('valid', () => {
  it.each<readonly [name: string, trust: readonly Trust[], filename: string | undefined]>([
    ['nothing', [], undefined],
    ['a module', [{ module: 'src/http.ts', reason }], undefined],
    ['a function', [{ module: 'src/http.ts', function: 'post', reason }], undefined],
    ['a glob', [{ module: 'src/**', function: 'post', reason }], undefined],
    ['alternatives', [{ module: 'src/{http,other}.ts', reason }], undefined],
    ['a function without any hazard', [{ module: 'src/quiet.ts', function: 'quiet', reason }], undefined],
    [
      'a function of a workflow that leads to no hazard at all',
      [{ module: 'src/calm.ts', function: 'calm', reason }],
      undefined,
    ],
    [
      'several',
      [
        { module: 'src/http.ts', function: 'post', reason },
        { module: 'src/quiet.ts', function: 'quiet', reason },
      ],
      undefined,
    ],
    ['an unused one, but in another file', [{ module: 'src/gone.ts', reason }], 'src/workflows/order.js'],
  ])('%s', (_name, trust, filename) => {
    expect(lint(trust, filename)).toEqual([]);
  });
});

describe('invalid', () => {
  it.each<readonly [string, readonly Trust[], readonly string[]]>([
    ['a module that is gone', [{ module: 'src/gone.ts', reason }], [unused('src/gone.ts')]],
    ['a function that is gone', [{ module: 'src/http.ts', function: 'send', reason }], [unused('send of src/http.ts')]],
    [
      'a function that no workflow calls',
      [{ module: 'src/http.ts', function: 'get', reason }],
      [unused('get of src/http.ts')],
    ],
    [
      'a function that no workflow calls, of a file without any hazard',
      [{ module: 'src/calm.ts', function: 'idle', reason }],
      [unused('idle of src/calm.ts')],
    ],
    ['a package that nobody imports', [{ module: 'axios', reason }], [unused('axios')]],
    ['a glob of nothing', [{ module: 'lib/**/*.ts', reason }], [unused('lib/**/*.ts')]],
    ['the wrong extension', [{ module: 'src/http.js', reason }], [unused('src/http.js')]],
    ['a part of a path', [{ module: 'http.ts', reason }], [unused('http.ts')]],
    [
      'one of two',
      [
        { module: 'src/http.ts', function: 'post', reason },
        { module: 'src/gone.ts', reason },
      ],
      [unused('src/gone.ts', '2:5')],
    ],
  ])('%s', (_name, trust, messages) => {
    expect(lint(trust)).toEqual(messages);
  });
});
