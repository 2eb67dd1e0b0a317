import { somePart } from './code-parts.js';
import type { LoadedModule } from './interpret/loaded-module.js';

interface Exported {
  readonly path: string;
  readonly name: string;
}

// Barrels of barrels.
const DEEPEST = 8;

/** Whether the code of a module calls what another one exports, as it calls any function; or uses its module, where that is enough. */
export function callsDirectly(
  caller: LoadedModule,
  exported: Exported,
  get: (path: string) => LoadedModule,
  use: 'call' | 'any' = 'call',
): boolean {
  const names = new Set<number>();
  const namespaces = new Set<number>();
  caller.code.variables.forEach(({ imported }, index) => {
    if (imported === undefined) return;
    const target = caller.targets[imported[0]];
    if (target?.kind !== 'module') return;
    if (imported[1] === '*') {
      if (leadsTo(get(target.path), exported.name, exported, get, 0)) namespaces.add(index);
    } else if (leadsTo(get(target.path), imported[1], exported, get, 0)) names.add(index);
  });
  if (use === 'any' && !startsAsChild(caller, names) && importsFrom(caller, exported.path)) return true;
  if (names.size + namespaces.size === 0) return false;
  return hasCall(caller.code.functions, (callee) => {
    const [kind, of, member] = callee;
    if (kind === 'variable') return names.has(of as number);
    return (
      kind === 'member' &&
      member === exported.name &&
      Array.isArray(of) &&
      of[0] === 'variable' &&
      namespaces.has(of[1] as number)
    );
  });
}

/** Whether one of some names is started as a child, which makes a workflow of it. */
function startsAsChild({ code: { functions, variables } }: LoadedModule, names: ReadonlySet<number>): boolean {
  return somePart(functions, ([kind, callee, given]) => {
    if (kind !== 'call' || !Array.isArray(callee) || !Array.isArray(given)) return false;
    const called: unknown = callee[0] === 'variable' ? variables[callee[1] as number]?.imported?.[1] : callee[2];
    const [first] = given as readonly unknown[];
    const isNamed = Array.isArray(first) && first[0] === 'variable' && names.has(first[1] as number);
    return isNamed && /^(?:execute|start)Child$/.test(String(called));
  });
}

function importsFrom(caller: LoadedModule, path: string): boolean {
  return caller.code.variables.some(({ imported }) => {
    const target = imported && caller.targets[imported[0]];
    return target?.kind === 'module' && target.path === path;
  });
}

function leadsTo(
  module: LoadedModule,
  name: string,
  exported: Exported,
  get: (path: string) => LoadedModule,
  depth: number,
): boolean {
  if (module.path === exported.path) return name === exported.name;
  if (depth > DEEPEST) return false;
  const { exports, starExports } = module.code;
  const follow = (index: number, next: string) => {
    const target = module.targets[index];
    return target?.kind === 'module' && leadsTo(get(target.path), next, exported, get, depth + 1);
  };
  const own = exports[name];
  if (own !== undefined) return own[0] === 'from' && follow(own[1], own[2]);
  return starExports.some((index) => follow(index, name));
}

// Lowered code is lists in lists.
function hasCall(code: unknown, isWanted: (callee: readonly unknown[]) => boolean): boolean {
  const open: unknown[] = [code];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (typeof each !== 'object' || each === null) continue;
    if (Array.isArray(each) && each[0] === 'call' && Array.isArray(each[1]) && isWanted(each[1])) return true;
    for (const part of Object.values(each)) if (part !== undefined) open.push(part);
  }
  return false;
}
