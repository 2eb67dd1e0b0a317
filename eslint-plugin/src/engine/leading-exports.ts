import type { ClassCode, Hints, ModuleCode } from './module-code.js';

type Code = Pick<ModuleCode, 'functions' | 'exports' | 'variables'>;

/** Functions and variables of the module that a piece of code names. */
interface Named {
  readonly functions: Set<number>;
  readonly variables: Set<number>;
}

/**
 * From which exports of a module some functions are reached, by the names that code mentions; `true` where it is enough to load the
 * module. A function or class of the module that nothing names is never called.
 */
export function leadingExports({ functions, exports, variables }: Code, wanted: ReadonlySet<number>): Hints {
  const isOfModule = (variable: number) => variables[variable]?.owner === 0;
  /** What the functions and classes of the module lead to, by their variables. */
  const declared = new Map<number, Named>();
  const loading = nothing();
  const [module] = functions;
  for (const [variable, index] of module?.hoisted ?? []) namedBy(declared, variable).functions.add(index);
  for (const statement of module?.body ?? []) {
    const [kind, pattern, value] = statement;
    const isDeclaration = kind === 'declare' && Array.isArray(pattern) && pattern[0] === 'variable' && isInert(value);
    collect(isDeclaration ? value : statement, isDeclaration ? namedBy(declared, pattern[1] as number) : loading);
  }
  for (const each of Object.values(exports)) if (each[0] === 'expression') collect(each, loading);
  const of = functions.map(({ parameters, rest, body, hoisted }) => {
    const named = nothing();
    collect([parameters, rest, body], named);
    for (const [, index] of hoisted) named.functions.add(index);
    return named;
  });

  const leads = ({ functions: first, variables: names }: Named): boolean => {
    const reached = { functions: new Set(first), variables: new Set([...names].filter(isOfModule)) };
    // Both grow while they are walked through.
    for (let before = -1; before !== reached.functions.size + reached.variables.size;) {
      before = reached.functions.size + reached.variables.size;
      for (const variable of reached.variables) add(reached, declared.get(variable));
      for (const index of reached.functions) add(reached, of[index]);
    }
    return [...reached.functions].some((index) => wanted.has(index));
  };
  const add = (reached: Named, more: Named | undefined) => {
    for (const index of more?.functions ?? []) reached.functions.add(index);
    for (const variable of more?.variables ?? []) if (isOfModule(variable)) reached.variables.add(variable);
  };

  if (leads(loading)) return true;
  const names = Object.entries(exports).flatMap(([name, each]) =>
    each[0] === 'variable' && leads({ functions: new Set(), variables: new Set([each[1]]) }) ? name : [],
  );
  return names.length > 0 && names;
}

function nothing(): Named {
  return { functions: new Set(), variables: new Set() };
}

function namedBy(declared: Map<number, Named>, variable: number): Named {
  let named = declared.get(variable);
  if (named === undefined) declared.set(variable, (named = nothing()));
  return named;
}

/** A function, or a class of which nothing runs when it is made. */
function isInert(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  if (value[0] === 'function') return true;
  if (value[0] !== 'class') return false;
  const { parent, members, decorators } = value[1] as ClassCode;
  return (
    (parent === null || parent[0] === 'variable') &&
    decorators.length === 0 &&
    members.every(
      (each) =>
        typeof each.key === 'string' &&
        each.decorators.length === 0 &&
        !(each.isStatic && (each.kind === 'field' || each.kind === 'block')),
    )
  );
}

// Code is lists in lists, but for classes. Not by recursion: it may be nested deeper than the stack.
function collect(code: unknown, { functions, variables }: Named): void {
  const open: unknown[] = [code];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if (Array.isArray(part)) {
      const [kind, first, second] = part as readonly unknown[];
      if (kind === 'variable' && typeof first === 'number') variables.add(first);
      else if (kind === 'function' && typeof first === 'number') functions.add(first);
      else if ((kind === 'getter' || kind === 'setter') && typeof second === 'number') functions.add(second);
      for (const each of part as readonly unknown[]) if (typeof each === 'object') open.push(each);
    } else {
      for (const each of Object.values(part) as unknown[]) {
        // The constructor of a class, and what its members are.
        if (typeof each === 'number') functions.add(each);
        else open.push(each);
      }
    }
  }
}
