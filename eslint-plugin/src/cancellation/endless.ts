import type { TSESTree } from '@typescript-eslint/utils';
import { isWithin, type LoopNode, type SourceCode } from '../syntax/nodes.js';
import { type Operation, operationOf } from '../syntax/operations.js';
import { valueOf } from '../syntax/values.js';
import { changedIn, variablesIn } from '../syntax/changes.js';
import { nodesOf } from '../syntax/walk.js';
import { isAlwaysTrue } from './simulate.js';

/**
 * Whether a loop goes round for ever where what is tried in it fails at once: its condition is always true, or looks only at
 * what is not changed before that, nor in the rest of the loop.
 */
export function isEndless(loop: LoopNode, tried: TSESTree.Node, sourceCode: SourceCode): boolean {
  if (loop.type === 'ForInStatement' || loop.type === 'ForOfStatement') return false;
  const { test } = loop;
  if (test == null || isAlwaysTrue(test)) return true;
  const [, end] = failingIn(tried, sourceCode)?.range ?? [];
  const parts = nodesOf(loop, sourceCode).filter(
    (node) => !isWithin(node, tried) || (end !== undefined && node.range[1] <= end),
  );
  if (parts.some((node) => isWithin(node, test) && isUnknownCall(node, sourceCode))) return false;
  const looksAt = variablesIn(test, sourceCode);
  // What is given to an activity or a child is copied, but not what is given to a function that starts one.
  const changed = changedIn(
    parts.filter((node) => isByReference(operationOf(node, sourceCode))),
    sourceCode,
  );
  return looksAt.size > 0 && [...looksAt].every((variable) => !changed.has(variable));
}

/** Whether what a call is given may be changed there. */
function isByReference(operation: Operation | undefined): boolean {
  return operation === undefined || operation.isElsewhere === true;
}

/** What fails first: all that it is made of has been worked out by then. */
function failingIn(tried: TSESTree.Node, sourceCode: SourceCode): TSESTree.Node | undefined {
  return tried.type === 'BlockStatement'
    ? nodesOf(tried, sourceCode).find(({ type }) => type === 'AwaitExpression')
    : tried;
}

/** A call whose answer may be another one in the next round. */
function isUnknownCall(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  if (node.type !== 'CallExpression') return false;
  const called = valueOf(node.callee, sourceCode);
  return !(called?.kind === 'sdk' && called.name === 'workflowInfo');
}
