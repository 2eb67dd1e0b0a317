import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keyOf, type SourceCode, unwrap } from './nodes.js';
import { variableOf } from './variables.js';
import { nodesOf } from './walk.js';

/** The variables that an expression reads, whole or by their members. */
export function variablesIn(node: TSESTree.Node, sourceCode: SourceCode): Set<TSESLint.Scope.Variable> {
  const found = nodesOf(node, sourceCode).flatMap((each) =>
    each.type === 'Identifier' ? (variableOf(each, sourceCode) ?? []) : [],
  );
  return new Set(found);
}

/** The variables that code gives another value, or whose members it changes, or which it hands to somebody who could. */
export function changedIn(nodes: Iterable<TSESTree.Node>, sourceCode: SourceCode): Set<TSESLint.Scope.Variable> {
  const changed = new Set<TSESLint.Scope.Variable>();
  const add = (target: TSESTree.Node | undefined) => {
    const root = target && rootOf(target);
    const variable = root && variableOf(root, sourceCode);
    if (variable !== undefined) changed.add(variable);
  };
  for (const node of nodes) {
    if (node.type === 'AssignmentExpression') {
      for (const each of nodesOf(node.left, sourceCode)) add(each);
    } else if (node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete')) {
      add(node.argument);
    } else if (node.type === 'CallExpression') {
      const callee = unwrap(node.callee);
      if (callee.type === 'MemberExpression' && !READS.test(keyOf(callee) ?? '')) add(callee.object);
      node.arguments.forEach(add);
    }
  }
  return changed;
}

const READS =
  /^(?:get|has|includes|indexOf|some|every|find|filter|map|keys|values|entries|slice|join|at|toString|startsWith|endsWith)$/;

function rootOf(node: TSESTree.Node): TSESTree.Node {
  const target = unwrap(node);
  return target.type === 'MemberExpression' ? rootOf(target.object) : target;
}
