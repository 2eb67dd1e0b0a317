import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, isLoop, type LoopNode, type SourceCode } from './nodes.js';
import { nodesOf } from './walk.js';

/** The statements by which a loop is left from within: `return`, `throw`, and a `break` or `continue` that leads out of it. */
export function exitsOf(loop: LoopNode, sourceCode: SourceCode): TSESTree.Node[] {
  return nodesOf(loop.body, sourceCode).filter((node) => {
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') return true;
    if (node.type !== 'BreakStatement' && node.type !== 'ContinueStatement') return false;
    return leaves(node, loop);
  });
}

function leaves(node: TSESTree.BreakStatement | TSESTree.ContinueStatement, loop: LoopNode): boolean {
  if (node.label !== null) {
    const { name } = node.label;
    for (const around of ancestorsOf(node)) {
      if (around === loop) break;
      if (around.type === 'LabeledStatement' && around.label.name === name) return false;
    }
    const isOwn = loop.parent.type === 'LabeledStatement' && loop.parent.label.name === name;
    return node.type === 'BreakStatement' || !isOwn;
  }
  if (node.type === 'ContinueStatement') return false;
  for (const around of ancestorsOf(node)) {
    if (isLoop(around) || around.type === 'SwitchStatement') return around === loop;
  }
  return false;
}

/** What a loop waits for in its rounds, its condition included. */
export function awaitsOf(loop: LoopNode, sourceCode: SourceCode): TSESTree.Node[] {
  return nodesOf(loop, sourceCode).filter(
    (node) =>
      node.type === 'AwaitExpression' ||
      node.type === 'YieldExpression' ||
      (node.type === 'ForOfStatement' && node.await),
  );
}
