import { logProblem, nearestName } from '@handrail/common/host';
import { HR1027, HR1060, type Links, type Problem } from '@handrail/errors';
import { isInPackage } from './bundle-analysis/find-culprits';
import { placeOf } from './bundle-analysis/source-place';
import { reportTwice } from './bundle-report';
import { fileOf } from './bundle-analysis/webpack-graph';
import type { Compilation, Compiler, WebpackModule } from './webpack-types';

/** Warns (HR1027) of names that are imported from a module which does not export them: webpack makes `undefined` of them. */
export function checkImports(compiler: Compiler, links: Links): void {
  compiler.hooks.done.tap('HandrailImports', ({ compilation }) => {
    if (compilation.errors.length > 0) return;
    const told = new Set<string>();
    const conflicts = starConflicts(compilation);
    reportTwice(new Map(conflicts.flatMap(({ names, ...at }) => names.map((name) => [name, at] as const))));
    for (const problem of [...missingExports(compilation), ...conflicts.map((each) => HR1060.problem(each))]) {
      if (told.has(problem.head)) continue;
      told.add(problem.head);
      logProblem(problem, { links });
    }
  });
}

// Of what is exported on (`reexported as`) it may be a type, which a compiler of single files cannot know.
const MISSING =
  /^export '([^']+)' \(imported as '[^']+'\) was not found in '([^']+)' \((?:possible exports: (.*)|.*)\)$/s;

function missingExports({ warnings }: Pick<Compilation, 'warnings'>): Problem[] {
  return warnings.flatMap((warning) => {
    const { module, loc, message } = warning as unknown as Warning;
    const [, name, from, exported = ''] = MISSING.exec(message) ?? [];
    const file = fileOf(module);
    if (name === undefined || from === undefined || module == null || file === undefined) return [];
    // What a package asks of another it has asked for a reason: whether that is there in this version.
    if (isInPackage(file) || isLookedFor(module, loc, name)) return [];
    const known = exported === '' ? [] : exported.split(', ').filter((each) => each !== '__esModule');
    const suggestion = nearestName(name, known);
    const { file: shown, line } = placeOf(module, { ...(loc != null && { loc }) });
    const place = line === undefined ? shown : `${shown}:${line}`;
    return [HR1027.problem({ place, name, from, known, ...(suggestion !== undefined && { suggestion }) })];
  });
}

const CONFLICT =
  /^The requested module '([^']+)' contains conflicting star exports for the names? (.*) with the previous requested module '([^']+)'$/;

/** What two `export *` of one file bring in. A package that does so has its reasons, and its users no remedy. */
function starConflicts({ warnings }: Pick<Compilation, 'warnings'>): Parameters<typeof HR1060.problem>[0][] {
  return warnings.flatMap((warning) => {
    const { module, loc, message } = warning as unknown as Warning;
    const [, second, list = '', first] = CONFLICT.exec(message) ?? [];
    const file = fileOf(module);
    if (second === undefined || first === undefined || module == null || file === undefined) return [];
    if (isInPackage(file)) return [];
    const { file: shown, line } = placeOf(module, { ...(loc != null && { loc }) });
    const names = [...list.matchAll(/'([^']+)'/g)].flatMap(([, name]) => name ?? []);
    return [{ place: line === undefined ? shown : `${shown}:${line}`, names, modules: [first, second] as const }];
  });
}

/** Whether the name is only looked for in a namespace, `if (fees.chargeFee)`: that is a question, not a mistake. */
function isLookedFor({ dependencies }: WebpackModule, loc: Location | null | undefined, name: string): boolean {
  const uses = dependencies as unknown as readonly Use[];
  const here = uses.find(
    (use) =>
      use.ids?.at(-1) === name &&
      use.loc?.start?.line === loc?.start?.line &&
      use.loc?.start?.column === loc?.start?.column,
  );
  return here !== undefined && here.directImport !== true && here.call !== true;
}

interface Location {
  readonly start?: { readonly line: number; readonly column?: number };
}

/** The parts of webpack's warning that are read. */
interface Warning {
  readonly message: string;
  readonly module?: WebpackModule | null;
  readonly loc?: Location | null;
}

/** A use of an imported name; that of a namespace's member is no direct import. */
interface Use {
  readonly ids?: readonly string[];
  readonly loc?: Location;
  readonly directImport?: boolean;
  readonly call?: boolean;
}
