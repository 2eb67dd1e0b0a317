import type { LoadedModule } from './interpret/loaded-module.js';
import { memberOf, type Role } from './roles.js';

/** What an imported value is to the SDK, with what it leads to in other modules. */
export type ImportedRole =
  | { readonly kind: 'sdk'; readonly name: string }
  | { readonly kind: 'activities'; readonly local: boolean }
  | { readonly kind: 'activity'; readonly local: boolean; readonly name: string }
  | {
      readonly kind: 'definition';
      readonly of: 'query' | 'signal' | 'update';
      readonly name: string;
      /** The same for the same definition, from wherever it is imported. */
      readonly id: string;
    }
  | { readonly kind: 'continueAsNew' }
  /** Something whose members have roles. */
  | { readonly kind: 'holder' }
  | ImportedFunction;

/** What a function of another module does when it is called. */
export interface ImportedFunction {
  readonly kind: 'function';
  /** What it waits for in its caller's scope; a cancelled one makes it fail. */
  readonly awaits: readonly ImportedRole[];
  readonly awaitsGiven: boolean;
  /** What it waits for and keeps every failure of, a cancellation as well. */
  readonly swallows: readonly ImportedRole[];
  readonly swallowsGiven: boolean;
  readonly renews: boolean;
}

type Get = (path: string) => LoadedModule;

// Barrels of barrels, and steps of steps.
const DEEPEST = 8;

/** What a module imports under a name, `*` for all, or a member of that. */
export function importedRole(
  module: LoadedModule,
  request: string,
  path: readonly string[],
  get: Get,
): ImportedRole | undefined {
  const index = module.outline.imports.findIndex((each) => each.request === request && !each.isElided);
  return index === -1 ? undefined : follow(module, ['from', index, path], get, 0);
}

function follow(module: LoadedModule, role: Role, get: Get, depth: number): ImportedRole | undefined {
  if (depth > DEEPEST) return undefined;
  const [kind] = role;
  switch (kind) {
    case 'from': {
      const target = module.targets[role[1]];
      if (target?.kind === 'sdk') return sdkRole(role[2]);
      return target?.kind === 'module' ? exportedRole(get(target.path), role[2], get, depth + 1) : undefined;
    }
    case 'sdk':
      return { kind, name: role[1] };
    case 'activities':
      return { kind, local: role[1] };
    case 'activity':
      return { kind, local: role[1], name: role[2] };
    case 'definition':
      return { kind, of: role[1], name: role[2], id: `${module.path} ${role[1]} ${role[2]}` };
    case 'continueAsNew':
      return { kind };
    case 'function': {
      const [, { awaits, awaitsGiven, swallows, swallowsGiven, renews }] = role;
      const followed = (roles: readonly Role[]) => roles.flatMap((each) => follow(module, each, get, depth + 1) ?? []);
      const all = followed(awaits);
      const functions = all.filter((each) => each.kind === 'function');
      return {
        kind,
        awaits: all,
        swallows: [...followed(swallows), ...functions.flatMap((each) => each.swallows)],
        swallowsGiven,
        awaitsGiven: awaitsGiven || functions.some((each) => each.awaitsGiven),
        renews: renews || functions.some((each) => each.renews),
      };
    }
    default:
      return { kind: 'holder' };
  }
}

function sdkRole([name = '*', ...path]: readonly string[]): ImportedRole {
  const names = name === '*' ? path : [name, ...path];
  return { kind: 'sdk', name: names.join('.') };
}

function exportedRole(
  module: LoadedModule,
  [name = '*', ...path]: readonly string[],
  get: Get,
  depth: number,
): ImportedRole | undefined {
  if (name === '*') return path.length === 0 ? { kind: 'holder' } : exportedRole(module, path, get, depth);
  const { roles, handsOn } = module.outline;
  const own = Object.hasOwn(roles, name) ? roles[name] : undefined;
  if (own !== undefined) {
    const role = path.reduce<Role | undefined>(memberOf, own);
    return role && follow(module, role, get, depth);
  }
  for (const each of handsOn) {
    if (each.as !== name && (each.as !== '*' || name === 'default')) continue;
    const next = each.as === '*' ? name : each.name;
    const role = follow(module, ['from', each.importIndex, [next, ...path]], get, depth);
    if (role !== undefined) return role;
  }
  return undefined;
}
