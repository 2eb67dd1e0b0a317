import { nearestName } from '@handrail/common/host';
import type { Compiler } from '../webpack-types';
import { visitPrograms } from './parsed-programs';
import type { Node } from './syntax';

const NAME = 'HandrailMadeInterceptors';

/** What modules make under the name `interceptors` that the SDK finds no list on, as far as their code says. Filled while it is parsed. */
export function findLostInterceptors(compiler: Compiler): ReadonlyMap<object, string> {
  const lost = new Map<object, string>();
  visitPrograms(
    compiler,
    NAME,
    () => lost.clear(),
    (program, module) => {
      const fault = lostInterceptors(program);
      if (fault !== undefined) lost.set(module, fault);
    },
  );
  return lost;
}

/** What the function `interceptors` of a module returns, where it holds none of the lists that are read. */
export function lostInterceptors(program: Node): string | undefined {
  const factory = exported(program['body'] as readonly Node[]);
  if (factory === undefined || !FUNCTIONS.includes(factory.type)) return undefined;
  if (factory['async'] === true) return 'a promise, for the function is async, and nothing waits for it.';
  if (factory['generator'] === true) return 'a generator.';
  return returnedBy(factory).map(faultOf).find(Boolean);
}

const FUNCTIONS = ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'];
const LISTS = ['inbound', 'outbound', 'internals'];

function faultOf(made: Node): string | undefined {
  if (made.type === 'ArrayExpression') return 'a list, and not an object with lists.';
  if (made.type !== 'ObjectExpression') return undefined;
  const names = (made['properties'] as readonly Node[]).map(({ computed, key }) => {
    const { name, value } = (key ?? {}) as { readonly name?: unknown; readonly value?: unknown };
    return computed === true ? undefined : (name ?? value);
  });
  // What is spread into it may hold the lists.
  if (!names.every((name) => typeof name === 'string')) return undefined;
  const missing = LISTS.filter((list) => !names.includes(list));
  const others = names.filter((name) => !LISTS.includes(name));
  for (const name of others) {
    const meant = nearestName(name, missing);
    if (meant !== undefined) return `an object with ${name}; did you mean ${meant}?`;
  }
  const isOther = missing.length === LISTS.length && others.length > 0;
  return isOther ? `an object with ${others.join(', ')}, and with none of the lists that are read.` : undefined;
}

/** The value of the export, where the module itself says what it is. */
function exported(body: readonly Node[]): Node | undefined {
  const declared = new Map<unknown, Node>();
  let found: Node | undefined;
  let local: unknown;
  for (const statement of body) {
    const isExport = statement.type === 'ExportNamedDeclaration';
    for (const [name, value] of declarationsIn(isExport ? statement['declaration'] : statement)) {
      declared.set(name, value);
      if (isExport && name === 'interceptors') found = value;
    }
    if (isExport && statement['source'] == null)
      for (const { exported: as, local: from } of (statement['specifiers'] ?? []) as readonly Specifier[])
        if (as.name === 'interceptors') local = from.name;
    found ??= assigned(statement);
  }
  found ??= declared.get(local);
  return found?.type === 'Identifier' ? declared.get(found['name']) : found;
}

interface Specifier {
  readonly exported: { readonly name?: unknown };
  readonly local: { readonly name?: unknown };
}

function declarationsIn(declaration: unknown): [name: unknown, value: Node][] {
  const { type, id, declarations } = (declaration ?? {}) as {
    readonly type?: string;
    readonly id?: { readonly name?: unknown };
    readonly declarations?: readonly { readonly id: { readonly name?: unknown }; readonly init?: Node | null }[];
  };
  if (type === 'FunctionDeclaration') return [[id?.name, declaration as Node]];
  if (type !== 'VariableDeclaration') return [];
  return (declarations ?? []).flatMap((each) => (each.init == null ? [] : [[each.id.name, each.init]]));
}

/** `exports.interceptors = …`, which is all that is known of CommonJS. */
function assigned({ type, expression }: Node): Node | undefined {
  if (type !== 'ExpressionStatement') return undefined;
  const { left, right } = expression as { readonly left?: Node; readonly right?: Node };
  const { object, property } = (left ?? {}) as { readonly object?: Node; readonly property?: Node };
  const isExports =
    object?.['name'] === 'exports' || (object?.['property'] as Node | undefined)?.['name'] === 'exports';
  return isExports && property?.['name'] === 'interceptors' ? right : undefined;
}

function returnedBy({ body }: Node): Node[] {
  const { type } = body as Node;
  return type === 'BlockStatement' ? returnsIn(body) : [body as Node];
}

function returnsIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(returnsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, argument } = value as Node;
  if (type === 'ReturnStatement') return argument == null ? [] : [argument as Node];
  // Expressions hold no statements but those of functions and classes of their own.
  if (!/Statement$|^SwitchCase$|^CatchClause$/.test(type) || type === 'ExpressionStatement') return [];
  return Object.values(value).flatMap(returnsIn);
}
