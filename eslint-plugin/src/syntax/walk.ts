import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type SourceCode } from './nodes.js';

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: TSESTree.Node, { visitorKeys }: SourceCode): TSESTree.Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value = fields[key];
    return (Array.isArray(value) ? value : [value]).filter(
      (each): each is TSESTree.Node => typeof each === 'object' && each !== null && 'type' in each,
    );
  });
}

/** A node and all nodes below it, but for what runs at another time: the bodies of functions and of class members. */
export function* nodesOf(node: TSESTree.Node, sourceCode: SourceCode): Generator<TSESTree.Node> {
  yield node;
  for (const child of childrenOf(node, sourceCode)) {
    if (!isFunction(child) && child.type !== 'ClassBody') yield* nodesOf(child, sourceCode);
  }
}

/** A node and all nodes below it. */
export function* allNodesOf(node: TSESTree.Node, sourceCode: SourceCode): Generator<TSESTree.Node> {
  yield node;
  for (const child of childrenOf(node, sourceCode)) yield* allNodesOf(child, sourceCode);
}
