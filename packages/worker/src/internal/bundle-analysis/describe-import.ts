import type { Compilation, WebpackModule } from '../webpack-types';
import type { Step } from './find-culprits';
import { type Place, placeOf, sourceOf, textOf } from './source-place';
import { type WebpackDependency, type WebpackGraph, type WebpackImport } from './webpack-graph';

/** An import in its author's terms. The fields that are shown are those of the catalogue's `ImportStep`. */
export interface DescribedImport extends Place {
  readonly request: string;
  readonly kind: 'import' | 're-export' | 'require' | 'import()';
  /** The uses of imported names as values. */
  readonly uses: readonly { readonly name: string; readonly line?: number }[];
}

/** Says where an import stands, how it is written and what is used of it. */
export function describeImport({ modules }: WebpackGraph, step: Step<WebpackImport>): DescribedImport {
  const module = modules.get(step.from);
  const { request, dependencies } = step.import;
  const [first] = dependencies;
  if (module === undefined || first === undefined) return { file: step.from, request, kind: 'import', uses: [] };
  const uses = new Map<string, { name: string; line?: number }>();
  for (const dependency of dependencies.filter(isUse)) {
    const name = nameOfUse(module, dependency);
    if (uses.has(name)) continue;
    const { line } = placeOf(module, dependency);
    uses.set(name, { name, ...(line !== undefined && { line }) });
  }
  return { ...placeOf(module, first), request, kind: kindOf(step.import), uses: [...uses.values()] };
}

/** The exports that an import takes of a module; undefined where it takes the module as a whole. */
export function namesOf({ dependencies }: WebpackImport): readonly string[] | undefined {
  const names = dependencies
    .filter((dependency) => isUse(dependency) || isReExport(dependency))
    .map(({ ids }) => ids?.[0]);
  return names.length === 0 || names.includes(undefined) ? undefined : [...new Set(names as string[])];
}

/** Whether an import would do with `import type`: it has names, and none is used, or exists, as a value. */
export function isForTypesOnly(
  { modules }: WebpackGraph,
  { moduleGraph }: Compilation,
  step: Step<WebpackImport>,
): boolean {
  const { dependencies, module: imported } = step.import;
  const module = modules.get(step.from);
  if (module === undefined || dependencies.some(isUse)) return false;
  const reExports = dependencies.filter(isReExport);
  if (reExports.length > 0) {
    return (
      imported !== undefined &&
      reExports.every(({ ids }) => {
        const [name] = ids ?? [];
        return name !== undefined && moduleGraph.getExportsInfo(imported).isExportProvided(name) === false;
      })
    );
  }
  // `import './x'` is there for what it does; `import {} from` and names that are never used are not.
  return dependencies.every(isImportStatement) && !dependencies.some((each) => isBare(module, each));
}

function kindOf({ dependencies }: WebpackImport): DescribedImport['kind'] {
  const types = dependencies.map(({ type }) => type);
  if (types.some((type) => type.startsWith('import()'))) return 'import()';
  if (types.some((type) => type.startsWith('cjs') || type.startsWith('require') || type.startsWith('amd')))
    return 'require';
  return dependencies.some(isReExport) && !dependencies.some(isUse) ? 're-export' : 'import';
}

function isUse({ type }: WebpackDependency): boolean {
  return type.endsWith('harmony import specifier');
}

function isReExport({ type }: WebpackDependency): boolean {
  return type === 'harmony export imported specifier';
}

function isImportStatement({ type }: WebpackDependency): boolean {
  return type === 'harmony side effect evaluation';
}

function isBare(module: WebpackModule, { loc }: WebpackDependency): boolean {
  const { line, column = 0 } = loc?.start ?? {};
  if (line === undefined) return true;
  const statement = sourceOf(module)
    .split('\n')
    .slice(line - 1)
    .join('\n')
    .slice(column);
  return /^import\s*["']/.test(statement);
}

// What stands there says more than webpack's names: `activities.charge`, not `charge`.
function nameOfUse(module: WebpackModule, dependency: WebpackDependency): string {
  const text = textOf(module, dependency);
  if (text !== undefined && /^[\w$.]{1,60}$/.test(text)) return text;
  return dependency.name ?? dependency.ids?.join('.') ?? 'it';
}
