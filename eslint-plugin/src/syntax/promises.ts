import type { TSESTree } from '@typescript-eslint/utils';
import { listCalledFor } from './calls.js';
import { type FunctionNode, type SourceCode, keyOf, unwrap } from './nodes.js';
import { type Operation, operationOf } from './operations.js';
import { valueOf } from './values.js';
import { startedAt } from './variables.js';
import { nodesOf } from './walk.js';

/** Whether calling a function gives a promise, as far as the file tells. */
export function givesPromise(node: FunctionNode, sourceCode: SourceCode): boolean {
  if (node.async) return true;
  if (node.body.type !== 'BlockStatement') return isPromise(node.body, sourceCode);
  for (const each of nodesOf(node.body, sourceCode)) {
    if (each.type === 'ReturnStatement' && each.argument !== null && isPromise(each.argument, sourceCode)) return true;
  }
  return false;
}

function isPromise(node: TSESTree.Node, sourceCode: SourceCode, seen: readonly FunctionNode[] = []): boolean {
  const value = startedAt(unwrap(node), sourceCode);
  if (value.type === 'ConditionalExpression') {
    return isPromise(value.consequent, sourceCode, seen) || isPromise(value.alternate, sourceCode, seen);
  }
  if (value.type === 'LogicalExpression') return isPromise(value.right, sourceCode, seen);
  if (value.type === 'NewExpression') return value.callee.type === 'Identifier' && value.callee.name === 'Promise';
  if (value.type !== 'CallExpression') return false;
  if (operationOf(value, sourceCode) !== undefined) return true;
  const callee = unwrap(value.callee);
  if (callee.type === 'MemberExpression') {
    if (callee.object.type === 'Identifier' && callee.object.name === 'Promise') return true;
    if (/^(?:then|catch|finally)$/.test(keyOf(callee) ?? '')) return isPromise(callee.object, sourceCode, seen);
  }
  const called = valueOf(callee, sourceCode);
  return called?.kind === 'function' && !seen.includes(called.node) && givesPromise(called.node, sourceCode);
}

/** The first operation that a function of the file starts, itself or in one that it calls, while it runs. */
export function operationStartedBy(
  node: TSESTree.Node,
  sourceCode: SourceCode,
  seen: readonly FunctionNode[] = [],
): Operation | undefined {
  for (const each of nodesOf(node, sourceCode)) {
    const operation = operationOf(each, sourceCode);
    if (operation !== undefined && operation.kind !== 'continueAsNew') return operation;
    for (const called of each.type === 'CallExpression' ? functionsCalled(each, sourceCode) : []) {
      if (seen.includes(called)) continue;
      const found = operationStartedBy(called.body, sourceCode, [...seen, called]);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function functionsCalled(node: TSESTree.CallExpression, sourceCode: SourceCode): FunctionNode[] {
  const called = [node.callee, ...(listCalledFor(node) === undefined ? [] : node.arguments.slice(0, 1))];
  return called.flatMap((each) => {
    const value = valueOf(each, sourceCode);
    return value?.kind === 'function' ? value.node : [];
  });
}

/** The function of the file that a call calls. */
export function functionCalled(node: TSESTree.CallExpression, sourceCode: SourceCode): FunctionNode | undefined {
  const called = valueOf(node.callee, sourceCode);
  return called?.kind === 'function' ? called.node : undefined;
}
