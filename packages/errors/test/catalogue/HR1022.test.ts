import { describe, expect, it } from 'vitest';
import { HR1022 } from '../../src';

type Facts = Parameters<typeof HR1022.problem>[0];
type ImportFault = Extract<Facts, { kind: 'import' }>['fault'];
type FileFault = Extract<Facts, { kind: 'file' }>['fault'];

it('names the import with its line, what was looked for and what was probably meant', () => {
  const { message } = HR1022.error({
    kind: 'import',
    request: './lib/prices',
    at: { file: 'src/order.ts', line: 3 },
    chain: ['src/workflows.ts', 'src/order.ts', './lib/prices'],
    steps: [
      { file: 'src/workflows.ts', line: 1, request: './order', kind: 're-export' },
      { file: 'src/order.ts', line: 3, request: './lib/prices', kind: 'import' },
    ],
    elsewhere: [{ file: 'src/refund.ts', line: 1 }],
    fault: { kind: 'no-file', tried: ['src/lib/prices.ts', 'src/lib/prices.js'], suggestion: './lib/price' },
  });
  expect(message).toBe(
    [
      "[HR1022] The workflow code cannot be bundled: src/order.ts:3 imports './lib/prices', which does not exist; did you mean './lib/price'?",
      '  Why:     a worker runs its workflows from one bundle: nothing starts until all of it can be built.',
      '           src/workflows.ts → src/order.ts → ./lib/prices',
      '             src/workflows.ts:1  re-exports ./order',
      '             src/order.ts:3      imports ./lib/prices',
      '           Imported in src/refund.ts:1, too.',
      "  Fix:     write './lib/price'.",
      '           Looked for: src/lib/prices.ts, src/lib/prices.js.',
      '  Docs:    https://handrail.dev/errors/HR1022        (offline: npx handrail explain HR1022)',
    ].join('\n'),
  );
});

it('shows the code around a syntax error', () => {
  const { message } = HR1022.error({
    kind: 'file',
    text: "Expected ',', got 'numeric literal'",
    at: { file: 'src/order.ts', line: 1, column: 32 },
    chain: ['src/workflows.ts', 'src/order.ts'],
    frame: '1 | export function order( { return 1 }\n  :                                ^',
    fault: { kind: 'syntax' },
  });
  expect(message).toBe(
    [
      "[HR1022] The workflow code cannot be bundled: src/order.ts:1: Expected ',', got 'numeric literal'.",
      '  Why:     a worker runs its workflows from one bundle: nothing starts until all of it can be built.',
      '           src/workflows.ts → src/order.ts',
      '            1 | export function order( { return 1 }',
      '             :                                ^',
      '  Fix:     correct the file; tsc --noEmit shows the same, and more of it.',
      '  Docs:    https://handrail.dev/errors/HR1022        (offline: npx handrail explain HR1022)',
    ].join('\n'),
  );
});

it('says so where the bundler gave no reason', () => {
  const { head, fix } = HR1022.problem({ kind: 'file', text: 'the bundler gave no reason', fault: { kind: 'other' } });
  expect(head).toBe('The workflow code cannot be bundled: the bundler gave no reason.');
  expect(fix).toBe('correct the file, or look at what the bundler logged above this error.');
});

describe('an import leads nowhere', () => {
  it.each<[ImportFault, string, string]>([
    [
      { kind: 'no-file', tried: ['x.ts'] },
      'which does not exist.',
      'correct the path, or write the file. Looked for: x.ts.',
    ],
    [
      { kind: 'extension', found: 'src/x.tsx', suggestion: './x.tsx' },
      'and there is only src/x.tsx, which the bundler does not look for.',
      'rename src/x.tsx to .ts: only .ts and .js files are compiled, and JSX has no use in a workflow.',
    ],
    [
      { kind: 'case', found: 'src/price.ts', suggestion: './price' },
      'and the file is called src/price.ts.',
      "write './price': on Linux, where workers run, upper and lower case are different files.",
    ],
    [
      { kind: 'folder', folder: 'src/lib', files: ['a.ts', 'b.ts'] },
      'and the folder src/lib has no index.ts or index.js.',
      'write an index.ts that exports what is needed, or import a file of it (a.ts, b.ts).',
    ],
    [
      { kind: 'dot', suggestion: './price' },
      "which is no package; did you mean './price'?",
      "write './price': without ./ at its beginning it is the name of a package.",
    ],
    [
      { kind: 'alias', tsconfig: 'tsconfig.json', pattern: '@', target: 'src', suggestion: './price' },
      'a path that only tsconfig.json knows.',
      "write './price', or tell the bundler as well: bundlerOptions.webpackConfigHook with resolve.alias (@ → src). It does not read the paths and baseUrl of tsconfig.json.",
    ],
    [
      { kind: 'not-installed', package: 'x', from: 'src/order.ts', declared: false, manifest: 'package.json' },
      'a package that is not installed.',
      'add x to the dependencies of package.json.',
    ],
    [
      {
        kind: 'not-installed',
        package: 'x',
        from: 'a/order.ts',
        declared: true,
        manifest: 'a/package.json',
        installedIn: 'b',
        suggestion: 'xy',
      },
      "a package that is not installed; did you mean 'xy'?",
      "run the package manager's install: a/package.json lists x, but it is not in node_modules. It is installed in b, which a/order.ts cannot see.",
    ],
    [
      { kind: 'not-built', package: 'x', entry: 'x/lib/index.js', linked: true },
      'whose entry x/lib/index.js does not exist.',
      'build x first: the bundler takes what its package.json names, not its sources.',
    ],
    [
      { kind: 'not-built', package: 'x', entry: 'x/lib/index.js', linked: false },
      'whose entry x/lib/index.js does not exist.',
      'install x again; what is there is not complete.',
    ],
    [
      { kind: 'types-only', package: 'x' },
      'a package that has types only.',
      'write import type, or install x itself beside its types.',
    ],
    [
      { kind: 'no-subpath', package: 'x', subpath: 'libb', suggestion: 'x/lib' },
      "which the package x does not have; did you mean 'x/lib'?",
      "write 'x/lib'.",
    ],
    [
      { kind: 'not-exported', package: 'x', subpath: './y', conditions: ['browser'], exported: ['.', './z'] },
      'which the exports of x do not list.',
      "import something that x exports: 'x', 'x/z'.",
    ],
    [
      { kind: 'not-exported', package: 'x', subpath: '.', conditions: ['import', 'browser'], exported: ['.'] },
      'which x exports for other conditions than import, browser.',
      'x is made for Node only: move what uses it to an activity.',
    ],
    [
      { kind: 'extension-required', suggestion: './y.js' },
      'without the extension that an ES module has to write.',
      'write \'./y.js\'; in .mjs files and in packages with "type": "module" imports are taken as they stand.',
    ],
    [
      { kind: 'private-import', suggestion: '#lib/y' },
      "which the imports of its package.json do not list; did you mean '#lib/y'?",
      'write \'#lib/y\', or add it to "imports" in the package.json of that file, or write a relative path.',
    ],
    [
      { kind: 'private-import', listed: true },
      'and what the imports of its package.json name for it is not there.',
      'correct the path in "imports" of the package.json of that file, or write or build the file.',
    ],
    [
      { kind: 'private-import' },
      'which the imports of its package.json do not list.',
      'add it to "imports" in the package.json of that file, or write a relative path.',
    ],
    [
      { kind: 'scheme', scheme: 'https' },
      'and the bundler reads nothing from https:.',
      'install the package and import it by its name.',
    ],
    [
      { kind: 'scheme', scheme: 'bun' },
      'and the bundler reads nothing from bun:.',
      'move what needs it to an activity; bun: is for another runtime.',
    ],
    [
      { kind: 'loader', loader: 'raw-loader' },
      'with the loader raw-loader, which is not installed.',
      'put the contents into a .ts or .json file, which need no loader.',
    ],
    [
      { kind: 'unknown' },
      'which the bundler cannot resolve.',
      'look at what the bundler logged above this error; a webpackConfigHook may have changed how it looks for files.',
    ],
  ])('%j', (fault, head, fix) => {
    const problem = HR1022.problem({ kind: 'import', request: 'x', at: { file: 'src/order.ts', line: 1 }, fault });
    expect(problem.head).toBe(`The workflow code cannot be bundled: src/order.ts:1 imports 'x', ${head}`);
    expect(problem.fix.replaceAll('\n', ' ')).toBe(fix);
  });
});

describe('a file cannot be read', () => {
  it.each<[FileFault, string]>([
    [
      { kind: 'type', extension: '.tsx' },
      'only .ts and .js files are compiled: rename the file, and keep JSX and other dialects out of workflow code.',
    ],
    [
      { kind: 'type', extension: '.txt' },
      'only code and .json can be bundled: put what is needed of it into a .ts or .json file, or read it in an activity.',
    ],
    [
      { kind: 'typescript-in-package', package: 'kit' },
      'kit ships TypeScript, and files in node_modules are not compiled: build the package to JavaScript, or link it into the workspace instead of copying it.',
    ],
    [{ kind: 'native' }, 'move what needs the native addon to an activity; a workflow cannot load machine code.'],
    [{ kind: 'json' }, 'correct the file; comments and trailing commas are not JSON.'],
    [{ kind: 'missing' }, 'correct the path.'],
  ])('%j', (fault, fix) => {
    const problem = HR1022.problem({ kind: 'file', text: 'x', fault });
    expect(problem.fix.replaceAll('\n', ' ')).toBe(fix);
  });
});
