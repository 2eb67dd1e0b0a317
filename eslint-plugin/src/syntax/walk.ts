import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type SourceCode } from './nodes.js';

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: TSESTree.Node, { visitorKeys }: SourceCode): TSESTree.Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  const children: TSESTree.Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = fields[key];
    if (Array.isArray(value)) {
      for (const each of value) if (isNode(each)) children.push(each);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** A node and all nodes below it, but for what runs at another time: the bodies of functions and of class members. */
export function* nodesOf(node: TSESTree.Node, sourceCode: SourceCode): Generator<TSESTree.Node> {
  const open = [node];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    yield each;
    for (const child of childrenOf(each, sourceCode).reverse())
      if (!isFunction(child) && child.type !== 'ClassBody') open.push(child);
  }
}

const known = new WeakMap<TSESTree.Node, readonly TSESTree.Node[]>();

/** A node and all nodes below it, in the order of the text. Of a whole file it is worked out once. */
export function allNodesOf(node: TSESTree.Node, sourceCode: SourceCode): readonly TSESTree.Node[] {
  let nodes = known.get(node);
  if (nodes === undefined) {
    nodes = collect(node, sourceCode);
    if (node.type === 'Program') known.set(node, nodes);
  }
  return nodes;
}

function collect(start: TSESTree.Node, sourceCode: SourceCode): TSESTree.Node[] {
  const nodes: TSESTree.Node[] = [];
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node);
    open.push(...childrenOf(node, sourceCode).reverse());
  }
  return nodes;
}
