import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { loadModule } from '../tools/load-module.mjs';
import { createSurfaceProgram } from '../tools/surface-program.mjs';
import { MIRRORS } from './mirror-index.mjs';

/**
 * `src/sdk/`: one file for each module below the SDK's `lib/`, so that `@temporalio/common/lib/encoding` has its namesake.
 * Public code imports such modules from all over the SDK, so all of them are there. A name that we override in `index.ts` is
 * overridden here, too: a subpath must not be a way around a guard.
 *
 * @param {(comment: string) => string} header
 * @returns {Promise<Record<string, string | undefined>>}
 */
export async function mirrorSubpaths(header) {
  const files = {};
  for (const name of MIRRORS) {
    const { sdkSurface } = await loadModule(`packages/${name}/src/sdk-surface.ts`);
    const folder = `packages/${name}/src/sdk`;
    const lib = await realpath(`node_modules/@temporalio/${name}/lib`);
    const modules = await listModules(lib);
    const overridden = findOverrides(lib, modules, sdkSurface);
    for (const path of await listFiles(folder, '.ts')) files[join(folder, `${path}.ts`)] = undefined;
    for (const path of modules) {
      const up = '../'.repeat(path.split('/').length);
      const original = `${sdkSurface.package}/lib/${path}`;
      files[join(folder, `${path}.ts`)] = [
        header('//'),
        path === 'index' ? `export * from '../index';` : `export * from '${original}';`,
        ...((await hasDefault(lib, path)) ? [`export { default } from '${original}';`] : []),
        ...overridden.get(path).map(({ name, file }) => {
          const keyword = name in sdkSurface.types ? 'export type' : 'export';
          return `${keyword} { ${name} } from '${up}${file.replace(/^\.\//, '')}';`;
        }),
        '',
      ].join('\n');
    }
  }
  return files;
}

/** Module paths below `lib`, without extension. A folder with an index is also a module under its own name. */
export async function listModules(lib) {
  const modules = [];
  for (const path of await listFiles(lib, '.d.ts')) {
    // A script that only changes globals exports nothing to mirror.
    if (!/^export\b/m.test(await readFile(join(lib, `${path}.d.ts`), 'utf8'))) continue;
    modules.push(path, ...(path.endsWith('/index') ? [dirname(path)] : []));
  }
  return [...new Set(modules)].sort();
}

async function hasDefault(lib, path) {
  return /^export default\b/m.test(await readFile(declarationFile(lib, path), 'utf8'));
}

function declarationFile(lib, path) {
  const file = join(lib, `${path}.d.ts`);
  return existsSync(file) ? file : join(lib, path, 'index.d.ts');
}

async function listFiles(folder, extension) {
  if (!existsSync(folder)) return [];
  const paths = await readdir(folder, { recursive: true });
  return paths.flatMap((path) =>
    path.endsWith(extension) ? [path.slice(0, -extension.length).replaceAll('\\', '/')] : [],
  );
}

// Which modules declare or re-export, under the same name, the very thing that `index.ts` takes from a file of ours.
function findOverrides(lib, modules, surface) {
  const found = new Map(modules.map((path) => [path, []]));
  const overrides = Object.entries({ ...surface.values, ...surface.types }).filter(([, entry]) => entry.override);
  if (overrides.length === 0) return found;
  const fileOf = (path) => declarationFile(lib, path);
  const program = createSurfaceProgram(modules.map(fileOf));
  const checker = program.getTypeChecker();
  const exportsOf = (path) => {
    const symbol = checker.getSymbolAtLocation(program.getSourceFile(fileOf(path)));
    return new Map(
      (symbol ? checker.getExportsOfModule(symbol) : []).map((each) => [each.name, original(checker, each)]),
    );
  };
  const publicExports = exportsOf('index');
  for (const path of modules) {
    if (path === 'index') continue;
    const names = exportsOf(path);
    for (const [name, { override: file }] of overrides) {
      if (names.has(name) && names.get(name) === publicExports.get(name)) found.get(path).push({ name, file });
    }
  }
  return found;
}

function original(checker, symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
