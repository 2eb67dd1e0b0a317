// What stands in a list that a file builds: a variable's, or that of a member of a class or an object.
import type { TSESTree } from '@typescript-eslint/utils';
import { argumentsFor } from './calls.js';
import { isFunction, keyOf, type SourceCode, unwrap, wrapped } from './nodes.js';
import { type Value, valueOf } from './values.js';
import { originOf, variableOf } from './variables.js';
import { nodesOfTypes } from './walk.js';

const GIVES_SAME = /^(?:reverse|toReversed|slice|splice|filter|sort|toSorted|concat|values)$/;
const ADDS = /^(?:push|unshift|add)$/;

/** The elements of a list: those that it is written with, and those that are added to it by name, in whatever function. */
export function elementsOf(
  node: TSESTree.Node,
  sourceCode: SourceCode,
  seen = new Set<TSESTree.Node>(),
): TSESTree.Node[] {
  const list = unwrap(node);
  if (seen.has(list)) return [];
  seen.add(list);
  const inner = (each: TSESTree.Node) => elementsOf(each, sourceCode, seen);
  switch (list.type) {
    case 'ArrayExpression':
      return spread(list.elements, inner);
    case 'AssignmentExpression':
      return [list.left, list.right].flatMap(inner);
    case 'LogicalExpression':
      return [list.left, list.right].flatMap(inner);
    case 'ConditionalExpression':
      return [list.consequent, list.alternate].flatMap(inner);
    case 'NewExpression':
      return list.callee.type === 'Identifier' && list.callee.name === 'Set' ? list.arguments.flatMap(inner) : [];
    case 'CallExpression':
      return list.callee.type === 'MemberExpression' ? elementsOfCall(list, list.callee, inner) : [];
    case 'Identifier':
    case 'MemberExpression': {
      const { values, names } = keptAt(list, sourceCode);
      return [...values.flatMap(inner), ...names.flatMap((name) => addedAt(name, inner))];
    }
    default:
      return [];
  }
}

type Elements = (list: TSESTree.Node) => TSESTree.Node[];

function spread(elements: readonly (TSESTree.Node | null)[], inner: Elements): TSESTree.Node[] {
  return elements.flatMap((each) => {
    if (each === null) return [];
    return each.type === 'SpreadElement' ? inner(each.argument) : [each];
  });
}

function elementsOfCall(
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  inner: Elements,
): TSESTree.Node[] {
  const method = keyOf(callee) ?? '';
  const isCopy = method === 'from' && callee.object.type === 'Identifier' && callee.object.name === 'Array';
  if (isCopy) return node.arguments.slice(0, 1).flatMap(inner);
  if (!GIVES_SAME.test(method)) return [];
  return [callee.object, ...(method === 'concat' ? node.arguments : [])].flatMap(inner);
}

/** What is added to, or put in the place of, the list that a name stands for. */
function addedAt(name: TSESTree.Node, inner: Elements): TSESTree.Node[] {
  const list = wrapped(name);
  const { parent } = list;
  // What is assigned may be added to at once: `(list ??= []).push(each)`.
  if (parent?.type === 'AssignmentExpression' && parent.left === list)
    return [...inner(parent.right), ...addedAt(parent, inner)];
  if (parent?.type !== 'MemberExpression' || parent.object !== list || !ADDS.test(keyOf(parent) ?? '')) return [];
  const call = wrapped(parent).parent;
  return call?.type === 'CallExpression' && unwrap(call.callee) === parent ? spread(call.arguments, inner) : [];
}

interface Kept {
  /** What a declaration or a caller gives it. */
  readonly values: readonly TSESTree.Node[];
  /** Where the file names it. */
  readonly names: readonly TSESTree.Node[];
}

function keptAt(node: TSESTree.Identifier | TSESTree.MemberExpression, sourceCode: SourceCode): Kept {
  if (node.type === 'MemberExpression') return keptInMember(valueOf(node.object, sourceCode), keyOf(node), sourceCode);
  const variable = variableOf(node, sourceCode);
  if (variable === undefined) return { values: [], names: [] };
  const names = variable.references.map(({ identifier }) => identifier);
  const [definition] = variable.defs;
  if (definition?.type === 'Parameter' && isFunction(definition.node)) {
    return { values: argumentsFor(definition.name, definition.node, sourceCode), names };
  }
  const origin = originOf(variable);
  const [member, ...more] = origin?.path ?? [];
  if (origin !== undefined && member !== undefined && more.length === 0) {
    const kept = keptInMember(valueOf(origin.expression, sourceCode), member, sourceCode);
    return { values: kept.values, names: [...kept.names, ...names] };
  }
  const declared = definition?.node.type === 'VariableDeclarator' ? definition.node : undefined;
  return { values: declared?.id.type === 'Identifier' && declared.init !== null ? [declared.init] : [], names };
}

function keptInMember(owner: Value | undefined, key: string | undefined, sourceCode: SourceCode): Kept {
  if (owner === undefined || key === undefined) return { values: [], names: [] };
  const isSame = (object: TSESTree.Node) => {
    const value = valueOf(object, sourceCode);
    return value !== undefined && sharesMembers(value, owner, sourceCode);
  };
  const names = nodesOfTypes(['MemberExpression'], sourceCode).filter(
    (each) => keyOf(each) === key && isSame(each.object),
  );
  const values = nodesOfTypes(['PropertyDefinition', 'Property'], sourceCode).flatMap((each) => {
    const holder = each.parent.type === 'ClassBody' ? each.parent.parent : each.parent;
    return keyOf(each) === key && each.value !== null && isSame(holder) ? each.value : [];
  });
  return { values, names };
}

/** Whether two values have their members from the same object or class, or from one that extends the other. */
function sharesMembers(a: Value, b: Value, sourceCode: SourceCode): boolean {
  if (!('node' in a) || !('node' in b)) return false;
  return (
    a.node === b.node || ancestorsOfClass(a, sourceCode).has(b.node) || ancestorsOfClass(b, sourceCode).has(a.node)
  );
}

function ancestorsOfClass(value: Value, sourceCode: SourceCode): Set<TSESTree.Node> {
  const found = new Set<TSESTree.Node>();
  for (let at: Value | undefined = value; at?.kind === 'class' || at?.kind === 'instance';) {
    if (found.has(at.node)) break;
    found.add(at.node);
    at = at.node.superClass === null ? undefined : valueOf(at.node.superClass, sourceCode);
  }
  return found;
}
