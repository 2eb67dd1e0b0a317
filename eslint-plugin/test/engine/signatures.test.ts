import { beforeEach, expect, it } from 'vitest';
import { LoadedModule } from '../../src/engine/interpret/loaded-module.js';
import { outlineOf, type ModuleCode } from '../../src/engine/module-code.js';
import { Signatures } from '../../src/engine/signatures.js';

let modules: Map<string, LoadedModule>;

// What lies below `node_modules` is a package's, under whatever path.
function put(path: string, hash: string, ...targets: string[]): void {
  const known = {
    path,
    hash,
    outline: outlineOf({} as ModuleCode),
    packageName: path.includes('node_modules') ? 'rates' : undefined,
    targets: targets.map((each) => ({ kind: 'module', path: each }) as const),
  };
  modules.set(path, new LoadedModule(known, undefined, () => ({}) as ModuleCode));
}

function newSignatures(): Signatures {
  return new Signatures('/app', (path) => {
    const module = modules.get(path);
    if (module === undefined) throw new Error(`no ${path}`);
    return module;
  });
}

beforeEach(() => {
  modules = new Map();
  put('/app/order.ts', '1', '/app/helper.ts', '/app/node_modules/rates/index.js');
  put('/app/helper.ts', '1');
  put('/app/node_modules/rates/index.js', '1', '/app/node_modules/rates/table.js');
  put('/app/node_modules/rates/table.js', '1', '/app/node_modules/rates/index.js');
});

it('is the same for the same modules, whoever asks', () => {
  const signature = newSignatures().of(['/app/order.ts'], '', 0);
  const others = newSignatures();
  others.of(['/app/helper.ts'], '', 0);
  expect(others.of(['/app/order.ts'], '', 0)).toBe(signature);
  expect(others.of(['/app/order.ts'], 'settings', 0)).not.toBe(signature);
});

it('is another one where a module of the project, or deep in a package, is another one', () => {
  const signatures = newSignatures();
  const signature = signatures.of(['/app/order.ts'], '', 0);
  put('/app/helper.ts', '2');
  const second = signatures.of(['/app/order.ts'], '', 0);
  expect(second).not.toBe(signature);
  put('/app/node_modules/rates/table.js', '2', '/app/node_modules/rates/index.js');
  expect(signatures.of(['/app/order.ts'], '', 1)).not.toBe(second);
});

it('is another one where a package leads to the project’s own code, and that is another one', () => {
  put('/app/node_modules/rates/table.js', '1', '/app/own.ts');
  put('/app/own.ts', '1');
  const signatures = newSignatures();
  const signature = signatures.of(['/app/order.ts'], '', 0);
  put('/app/own.ts', '2');
  expect(signatures.of(['/app/order.ts'], '', 0)).not.toBe(signature);
});
