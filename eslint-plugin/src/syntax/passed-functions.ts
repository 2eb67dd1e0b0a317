// The functions that a parameter, or an element of a list, may stand for, where the file shows all of them.
import type { TSESTree } from '@typescript-eslint/utils';
import { argumentsFor, callsOf, itemsFor, listCalledFor } from './calls.js';
import { elementsOf } from './lists.js';
import { type FunctionNode, isFunction, keyOf, type SourceCode, unwrap } from './nodes.js';
import { perFile } from './per-file.js';
import { type Value, valueOf } from './values.js';
import { originOf, pathTo, variableOf } from './variables.js';
import { nodesOfTypes } from './walk.js';

const possibleIn = perFile(() => new Map<TSESTree.Node, readonly Value[]>());

/** What a called expression may stand for; nothing where that cannot be told. */
export function possibleValues(node: TSESTree.Node, sourceCode: SourceCode): readonly Value[] {
  const known = possibleIn(sourceCode);
  let values = known.get(node);
  if (values === undefined) known.set(node, (values = [...new Set(find(node, { sourceCode, seen: new Set() }))]));
  return values;
}

interface Search {
  readonly sourceCode: SourceCode;
  /** What has been looked at, so that a list that is copied into itself ends. */
  readonly seen: Set<TSESTree.Node>;
}

const TAKES_ONE = /^(?:pop|shift|at)$/;

function find(node: TSESTree.Node, search: Search): readonly Value[] {
  const { sourceCode, seen } = search;
  const expression = unwrap(node);
  const value = valueOf(expression, sourceCode);
  if (value !== undefined) return [value];
  if (seen.has(expression)) return [];
  seen.add(expression);
  const oneOf = (list: TSESTree.Node) => elementsOf(list, sourceCode).flatMap((each) => find(each, search));
  switch (expression.type) {
    case 'MemberExpression': {
      const name = keyOf(expression);
      const isPlace = expression.computed && (name === undefined || /^\d+$/.test(name));
      return isPlace
        ? oneOf(expression.object)
        : findMember(expression.object, name === undefined ? [] : [name], search);
    }
    case 'CallExpression': {
      const callee = unwrap(expression.callee);
      return callee.type === 'MemberExpression' && TAKES_ONE.test(keyOf(callee) ?? '') ? oneOf(callee.object) : [];
    }
    case 'Identifier':
      return sourcesOf(expression, sourceCode).flatMap(({ nodes, path }) =>
        nodes.flatMap((each) => findMember(each, path, search)),
      );
    default:
      return [];
  }
}

/** A member of what an expression may stand for. */
function findMember(node: TSESTree.Node, [name, ...path]: readonly string[], search: Search): readonly Value[] {
  if (name === undefined) return find(node, search);
  const whole = unwrap(node);
  if (whole.type === 'ArrayExpression') {
    const element = whole.elements[Number(name)];
    return element == null ? [] : findMember(element, path, search);
  }
  return find(whole, search).flatMap((each) => {
    const property =
      each.kind === 'object'
        ? each.node.properties.find((one) => one.type === 'Property' && keyOf(one) === name)
        : undefined;
    return property?.type === 'Property' ? findMember(property.value, path, search) : [];
  });
}

interface Source {
  readonly nodes: readonly TSESTree.Node[];
  /** Which member of them. */
  readonly path: readonly string[];
}

/** Where a name gets its value: from a caller, from a list of which it is each in turn, or from one expression. */
function sourcesOf(node: TSESTree.Identifier, sourceCode: SourceCode): readonly Source[] {
  const variable = variableOf(node, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (variable === undefined || definition === undefined) return [];
  const from = (pattern: TSESTree.Node, nodes: readonly TSESTree.Node[]) => {
    const path = pathTo(definition.name, pattern);
    return path === undefined ? [] : [{ nodes, path }];
  };
  const { node: declared } = definition;
  if (definition.type === 'Parameter' && isFunction(declared)) {
    return declared.params.flatMap((pattern) =>
      from(pattern, [
        ...argumentsFor(pattern, declared, sourceCode),
        ...itemsFor(pattern, declared).flatMap((list) => elementsOf(list, sourceCode)),
      ]),
    );
  }
  const loop = declared.type === 'VariableDeclarator' ? declared.parent.parent : undefined;
  if (declared.type === 'VariableDeclarator' && loop?.type === 'ForOfStatement' && loop.left === declared.parent) {
    return from(declared.id, elementsOf(loop.right, sourceCode));
  }
  const origin = originOf(variable);
  return origin === undefined ? [] : [{ nodes: [origin.expression], path: origin.path }];
}

/**
 * The calls during which a function runs, as far as the file shows them. What is handed on runs where whoever has got it calls
 * it, which for what is kept in a list may be elsewhere.
 */
export function runsOf(node: FunctionNode, sourceCode: SourceCode): readonly TSESTree.CallExpression[] {
  const calls = callsOf(node, sourceCode);
  const runs = runsByFunction(sourceCode).get(node);
  return runs === undefined ? calls : [...calls.filter((call) => !isHandedOn(call, node, sourceCode)), ...runs];
}

/** Whether a call only takes the function, to call it itself or to keep it. */
function isHandedOn(call: TSESTree.CallExpression, node: FunctionNode, sourceCode: SourceCode): boolean {
  const called = valueOf(call.callee, sourceCode);
  if (called === undefined) return listCalledFor(call) === undefined;
  return called.kind === 'function' && called.node !== node;
}

const runsByFunction = perFile((sourceCode) => {
  const table = new Map<FunctionNode, TSESTree.CallExpression[]>();
  for (const call of nodesOfTypes(['CallExpression'], sourceCode)) {
    if (valueOf(call.callee, sourceCode) !== undefined) continue;
    for (const value of possibleValues(call.callee, sourceCode)) {
      if (value.kind === 'function') table.set(value.node, [...(table.get(value.node) ?? []), call]);
    }
  }
  return table;
});
