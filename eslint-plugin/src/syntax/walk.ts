import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type SourceCode } from './nodes.js';
import { perFile } from './per-file.js';

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

type NodesByType = { [Each in TSESTree.Node as `${Each['type']}`]: Each };

/** The nodes of some types in a file, in the order of the text. Whoever asks for few types need not look at every node. */
export function nodesOfTypes<Type extends keyof NodesByType>(
  types: readonly Type[],
  sourceCode: SourceCode,
): NodesByType[Type][] {
  const known = walkedIn(sourceCode);
  known.byType ??= byType(allNodesOf(sourceCode.ast, sourceCode));
  const table = known.byType;
  const nodes = types.flatMap((type) => table.get(type) ?? []);
  // What stands around a node comes before it.
  if (types.length > 1) nodes.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- without it the compiler finds the type too complex
  return nodes as NodesByType[Type][];
}

function byType(nodes: readonly TSESTree.Node[]): Map<string, TSESTree.Node[]> {
  const table = new Map<string, TSESTree.Node[]>();
  for (const node of nodes) {
    const known = table.get(node.type);
    if (known === undefined) table.set(node.type, [node]);
    else known.push(node);
  }
  return table;
}

interface Walked {
  byType?: ReadonlyMap<string, readonly TSESTree.Node[]>;
  /** With the bodies of functions and classes. */
  readonly all: Map<TSESTree.Node, readonly TSESTree.Node[]>;
  readonly atOnce: Map<TSESTree.Node, readonly TSESTree.Node[]>;
}

// Many rules walk the same bodies.
const walkedIn = perFile((): Walked => ({ all: new Map(), atOnce: new Map() }));

/** A node and all nodes below it, but for what runs at another time: the bodies of functions and of class members. */
export function nodesOf(node: TSESTree.Node, sourceCode: SourceCode): readonly TSESTree.Node[] {
  const { atOnce } = walkedIn(sourceCode);
  let nodes = atOnce.get(node);
  if (nodes === undefined) {
    nodes = collect(node, sourceCode, (each) => !isFunction(each) && each.type !== 'ClassBody');
    atOnce.set(node, nodes);
  }
  return nodes;
}

/** A node and all nodes below it, in the order of the text. */
export function allNodesOf(node: TSESTree.Node, sourceCode: SourceCode): readonly TSESTree.Node[] {
  const { all } = walkedIn(sourceCode);
  let nodes = all.get(node);
  if (nodes === undefined) all.set(node, (nodes = collect(node, sourceCode, () => true)));
  return nodes;
}

// Not by way of lists of children: this looks at each node of each file.
function collect(
  start: TSESTree.Node,
  { visitorKeys }: SourceCode,
  isWanted: (node: TSESTree.Node) => boolean,
): TSESTree.Node[] {
  const nodes: TSESTree.Node[] = [];
  const open = [start];
  const add = (value: unknown) => {
    if (isNode(value) && isWanted(value)) open.push(value);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node);
    const fields = node as unknown as Readonly<Record<string, unknown>>;
    const keys = visitorKeys[node.type] ?? [];
    // The first of them is taken next.
    for (let index = keys.length - 1; index >= 0; index -= 1) {
      const value = fields[keys[index] ?? ''];
      if (Array.isArray(value)) for (let at = value.length - 1; at >= 0; at -= 1) add(value[at]);
      else add(value);
    }
  }
  return nodes;
}
