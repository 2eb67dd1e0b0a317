import type { Expression, Hints, ModuleCode, Statement } from './module-code.js';

type Code = Pick<ModuleCode, 'functions' | 'exports'>;

/** Of what code consists: functions by their index, and variables of the module. */
type Part = `function ${number}` | `variable ${number}`;

/**
 * From which exports of a module some functions are reached, by the names that code mentions; `true` where it is enough to load the
 * module. A function or class of the module that nothing names is never called.
 */
export function leadingExports({ functions, exports }: Code, wanted: ReadonlySet<number>): Hints {
  /** What mentions a part. */
  const users = new Map<Part, Part[]>();
  const uses = (user: Part, code: unknown) => {
    for (const part of partsIn(code)) use(user, part);
  };
  const use = (user: Part, part: Part) => {
    const known = users.get(part);
    if (known === undefined) users.set(part, [user]);
    else known.push(user);
  };
  functions.forEach(({ parameters, rest, body, hoisted }, index) => {
    if (index === 0) {
      for (const [variable, declared] of hoisted) use(`variable ${variable}`, `function ${declared}`);
      for (const statement of body) {
        const declared = inertDeclaration(statement);
        uses(declared === undefined ? LOADING : `variable ${declared}`, statement);
      }
    } else {
      uses(`function ${index}`, [parameters, rest, body]);
      for (const [, declared] of hoisted) use(`function ${index}`, `function ${declared}`);
    }
  });
  for (const each of Object.values(exports)) if (each[0] === 'expression') uses(LOADING, each);

  const leading = new Set<Part>([...wanted].map((index) => `function ${index}` as const));
  for (const part of leading) for (const user of users.get(part) ?? []) leading.add(user);
  if (leading.has(LOADING)) return true;
  const names = Object.entries(exports).flatMap(([name, each]) =>
    each[0] === 'variable' && leading.has(`variable ${each[1]}`) ? name : [],
  );
  return names.length > 0 && names;
}

// The module's own code is its first function.
const LOADING: Part = 'function 0';

/** The variable that a function is declared as, or a class of which nothing runs when it is made. */
function inertDeclaration(statement: Statement): number | undefined {
  if (statement[0] !== 'declare') return undefined;
  const [, pattern, value] = statement;
  return pattern[0] === 'variable' && value !== null && isInert(value) ? pattern[1] : undefined;
}

function isInert(value: Expression): boolean {
  if (value[0] !== 'class') return value[0] === 'function';
  const { parent, members, decorators } = value[1];
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
function* partsIn(code: unknown): Generator<Part> {
  const open: unknown[] = [code];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if (!Array.isArray(part)) {
      // Of a class numbers are its constructor, and what its members are.
      for (const each of Object.values(part) as unknown[])
        if (typeof each === 'number') yield `function ${each}`;
        else open.push(each);
      continue;
    }
    const [kind, first, second] = part as readonly unknown[];
    if ((kind === 'variable' || kind === 'function') && typeof first === 'number') yield `${kind} ${first}`;
    else if ((kind === 'getter' || kind === 'setter') && typeof second === 'number') yield `function ${second}`;
    for (const each of part as readonly unknown[]) if (typeof each === 'object') open.push(each);
  }
}
