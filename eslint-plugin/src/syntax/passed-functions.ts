// The functions that a parameter, or an element of an array, may stand for, where the file shows all of them.
import type { TSESTree } from '@typescript-eslint/utils';
import { callsOf } from './calls.js';
import { type FunctionNode, isFunction, keyOf, type SourceCode, unwrap } from './nodes.js';
import { type Value, valueOf } from './values.js';
import { originOf, variableOf } from './variables.js';

/** What a called expression may stand for; nothing where that cannot be told. */
export function possibleValues(
  node: TSESTree.Node,
  sourceCode: SourceCode,
  seen: readonly TSESTree.Node[] = [],
): readonly Value[] {
  const expression = unwrap(node);
  const value = valueOf(expression, sourceCode);
  if (value !== undefined) return [value];
  if (seen.includes(expression)) return [];
  const inside = [...seen, expression];
  if (expression.type === 'MemberExpression') {
    const name = keyOf(expression);
    return possibleValues(expression.object, sourceCode, inside).flatMap((each) => {
      const property =
        each.kind === 'object'
          ? each.node.properties.find((one) => one.type === 'Property' && keyOf(one) === name)
          : undefined;
      return property?.type === 'Property' ? possibleValues(property.value, sourceCode, inside) : [];
    });
  }
  if (expression.type !== 'Identifier') return [];
  const definition = variableOf(expression, sourceCode)?.defs[0];
  if (definition === undefined) return [];
  if (definition.type === 'Parameter' && isFunction(definition.node)) {
    return argumentsFor(definition.name, definition.node, sourceCode).flatMap((each) =>
      possibleValues(each, sourceCode, inside),
    );
  }
  const loop = definition.node.type === 'VariableDeclarator' ? definition.node.parent.parent : undefined;
  return loop?.type === 'ForOfStatement' && loop.left === definition.node.parent
    ? elementsOf(loop.right, sourceCode, inside).flatMap((each) => possibleValues(each, sourceCode, inside))
    : [];
}

/** What the calls of a function in the file give for one of its parameters. */
function argumentsFor(name: TSESTree.Node, node: FunctionNode, sourceCode: SourceCode): TSESTree.Node[] {
  const index = node.params.findIndex((parameter) => parameter === name);
  return callsOf(node, sourceCode).flatMap((call) =>
    valueOf(call.callee, sourceCode)?.kind === 'function' ? (call.arguments[index] ?? []) : [],
  );
}

const ADDS = /^(?:push|unshift)$/;

/** The elements of an array: those that it is written with, and those that are added to it by name. */
function elementsOf(node: TSESTree.Node, sourceCode: SourceCode, seen: readonly TSESTree.Node[]): TSESTree.Node[] {
  const array = unwrap(node);
  if (array.type === 'ArrayExpression') return array.elements.flatMap((each) => each ?? []);
  if (array.type === 'CallExpression' && array.callee.type === 'MemberExpression') {
    const isSame = /^(?:reverse|toReversed|slice)$/.test(keyOf(array.callee) ?? '');
    return isSame ? elementsOf(array.callee.object, sourceCode, seen) : [];
  }
  const variable = array.type === 'Identifier' ? variableOf(array, sourceCode) : undefined;
  if (variable === undefined || seen.includes(array)) return [];
  const added = variable.references.flatMap(({ identifier }) => {
    const member = identifier.parent;
    if (member.type !== 'MemberExpression' || member.object !== identifier || !ADDS.test(keyOf(member) ?? ''))
      return [];
    return member.parent.type === 'CallExpression' ? member.parent.arguments : [];
  });
  const definition = variable.defs[0];
  if (definition?.type === 'Parameter' && isFunction(definition.node)) {
    const passed = argumentsFor(definition.name, definition.node, sourceCode);
    return passed.flatMap((each) => elementsOf(each, sourceCode, [...seen, array]));
  }
  const origin = originOf(variable);
  return [
    ...(origin === undefined || origin.path.length > 0
      ? []
      : elementsOf(origin.expression, sourceCode, [...seen, array])),
    ...added,
  ];
}
