import type { TSESTree } from '@typescript-eslint/utils';
import { isWithin, type LoopNode, type SourceCode } from '../syntax/nodes.js';
import { valueOf } from '../syntax/values.js';
import { changedIn, variablesIn } from '../syntax/changes.js';
import { nodesOf } from '../syntax/walk.js';
import { isAlwaysTrue } from './simulate.js';

/**
 * Whether a loop goes round for ever where nothing in `skipped` is reached: its condition is always true, or looks only at
 * what the rest of it does not change.
 */
export function isEndless(loop: LoopNode, skipped: TSESTree.Node, sourceCode: SourceCode): boolean {
  if (loop.type === 'ForInStatement' || loop.type === 'ForOfStatement') return false;
  const { test } = loop;
  if (test == null || isAlwaysTrue(test)) return true;
  const parts = nodesOf(loop, sourceCode).filter((node) => !isWithin(node, skipped));
  if (parts.some((node) => isWithin(node, test) && isUnknownCall(node, sourceCode))) return false;
  const looksAt = variablesIn(test, sourceCode);
  const changed = changedIn(parts, sourceCode);
  return looksAt.size > 0 && [...looksAt].every((variable) => !changed.has(variable));
}

/** A call whose answer may be another one in the next round. */
function isUnknownCall(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  if (node.type !== 'CallExpression') return false;
  const called = valueOf(node.callee, sourceCode);
  return !(called?.kind === 'sdk' && called.name === 'workflowInfo');
}
