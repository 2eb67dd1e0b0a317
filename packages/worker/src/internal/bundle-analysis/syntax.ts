/** A node of a syntax tree, as far as it is read. */
export interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Shows every node of a tree, the outer ones first. */
export function visitNodes(value: unknown, take: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) visitNodes(each, take);
    return;
  }
  if (!isNode(value)) return;
  take(value);
  for (const field in value) {
    if (field !== 'loc' && field !== 'range') visitNodes(value[field], take);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

/** The name of a key or a member where the code itself says it: `a`, `'a'`, not `[a]`. */
export function keyOf({ computed, key, property }: Node): string | undefined {
  const { type, name, value } = (key ?? property ?? {}) as Node;
  if (type === 'Identifier') return computed === true ? undefined : String(name);
  return typeof value === 'string' ? value : undefined;
}

/** The name of an identifier. */
export function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' ? String(node['name']) : undefined;
}

/** Where a node begins, in characters: not every release of webpack says it in lines. */
export function startOf({ start, range }: Node): number {
  return Number(start ?? (range as readonly number[] | undefined)?.[0]);
}
