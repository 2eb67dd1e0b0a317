import { ABSENT_GLOBALS } from '@handrail/errors';
import { keyOf, nameOf, type Node, startOf, visitNodes } from './syntax';

/** A name that a module binds, where it binds it somewhere to what the sandbox lacks: `const { fetch: get } = globalThis`. */
export interface Binding {
  readonly alias: string;
  /** The absent global; undefined where the name stands for something else. */
  readonly name: string | undefined;
  /** Where it is bound, in characters. */
  readonly start: number;
}

/** The names under which a module has what the sandbox lacks, with what else it calls so, in the order of the code. */
export function absentAliases(program: Node): Binding[] {
  const bindings: Binding[] = [];
  visitNodes(program, (node) => {
    if (node.type === 'VariableDeclarator') bindings.push(...declared(node));
    for (const parameter of (node['params'] ?? []) as readonly Node[]) {
      for (const alias of namesIn(parameter)) bindings.push({ alias, name: undefined, start: startOf(node) });
    }
  });
  const aliases = new Set(bindings.flatMap(({ alias, name }) => (name === undefined ? [] : alias)));
  return bindings.filter(({ alias }) => aliases.has(alias)).sort((a, b) => a.start - b.start);
}

function declared(declarator: Node): Binding[] {
  const { id, init } = declarator as { readonly id?: Node; readonly init?: Node | null };
  const start = startOf(declarator);
  const absent = init == null ? undefined : globalIn(init);
  const whole = init != null && isGlobalThis(init);
  return namesIn(id).map((alias) => {
    const name = whole ? keyBefore(id, alias) : absent;
    return { alias, name: name !== undefined && name !== alias && isAbsent(name) ? name : undefined, start };
  });
}

const isAbsent = (name: string): boolean => Object.hasOwn(ABSENT_GLOBALS, name);

/** The names that a pattern binds. */
function namesIn(pattern: Node | undefined): string[] {
  const name = nameOf(pattern);
  if (name !== undefined) return [name];
  return propertiesOf(pattern).flatMap(({ value }) => nameOf(boundIn(value)) ?? []);
}

/** Of which key a pattern takes this name. */
function keyBefore(pattern: Node | undefined, name: string): string | undefined {
  const property = propertiesOf(pattern).find(({ value }) => nameOf(boundIn(value)) === name);
  return property && keyOf(property);
}

function propertiesOf(pattern: Node | undefined): readonly Node[] {
  return pattern?.type === 'ObjectPattern' ? (pattern['properties'] as readonly Node[]) : [];
}

function boundIn(value: unknown): unknown {
  const { type, left } = (value ?? {}) as Node;
  return type === 'AssignmentPattern' ? left : value;
}

/** What may be one of its parts: `globalThis.crypto ?? {}`, also as a compiler writes it for older engines. */
const CHOICES = [
  'ChainExpression',
  'LogicalExpression',
  'ConditionalExpression',
  'BinaryExpression',
  'AssignmentExpression',
];

/** The global that an expression reads, or reads a part of: `globalThis.crypto.subtle`. */
function globalIn(node: Node): string | undefined {
  if (node.type === 'MemberExpression') {
    const object = node['object'] as Node;
    return isGlobalThis(object) ? keyOf(node) : globalIn(object);
  }
  if (!CHOICES.includes(node.type)) return undefined;
  for (const part of ['expression', 'test', 'left', 'right', 'consequent']) {
    const found = node[part] == null ? undefined : globalIn(node[part] as Node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isGlobalThis(node: Node): boolean {
  return nameOf(node) === 'globalThis';
}
