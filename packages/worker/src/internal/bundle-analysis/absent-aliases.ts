import { ABSENT_GLOBALS } from '@handrail/errors';
import { keyOf, nameOf, type Node, visitNodes } from './syntax';

/** The names under which a module has what the sandbox lacks: `const { fetch: get } = globalThis`. */
export function absentAliases(program: Node): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  visitNodes(program, ({ type, id, init }) => {
    if (type !== 'VariableDeclarator' || init == null) return;
    for (const [alias, name] of aliasesOf(id as Node, init as Node)) {
      // The same name for something else elsewhere in the module tells nothing.
      if (alias !== name && isAbsent(name)) found.set(alias, name);
    }
  });
  return found;
}

const isAbsent = (name: string): boolean => Object.hasOwn(ABSENT_GLOBALS, name);

function aliasesOf(id: Node, init: Node): [alias: string, name: string][] {
  // `globalThis.crypto ?? {}`
  const value = init.type === 'LogicalExpression' ? (init['left'] as Node) : init;
  const absent = globalIn(value);
  const alias = nameOf(id);
  if (alias !== undefined) return absent === undefined ? [] : [[alias, absent]];
  if (id.type !== 'ObjectPattern' || (absent === undefined && !isGlobalThis(value))) return [];
  return (id['properties'] as readonly Node[]).flatMap((property) => {
    const name = absent ?? keyOf(property);
    const { value: target } = property as { readonly value?: Node };
    const local = nameOf(target?.type === 'AssignmentPattern' ? target['left'] : target);
    return name === undefined || local === undefined ? [] : [[local, name]];
  });
}

/** The global that an expression reads, or reads a part of: `globalThis.crypto.subtle`. */
function globalIn(node: Node): string | undefined {
  const inner = node.type === 'ChainExpression' ? (node['expression'] as Node) : node;
  if (inner.type !== 'MemberExpression') return undefined;
  const object = inner['object'] as Node;
  return isGlobalThis(object) ? keyOf(inner) : globalIn(object);
}

function isGlobalThis(node: Node): boolean {
  return nameOf(node) === 'globalThis';
}
