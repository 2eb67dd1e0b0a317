// What a snapshot looks like once it can be compared: leaves, lists whose order does not count, and dictionaries.

/** A value that varies with the clock; its text is kept for the report. */
export class Moment {
  constructor(
    readonly text: string,
    readonly milliseconds: number,
  ) {}
}

/** Named entries. `isOpen` where the names are data themselves, as in a Map. */
export class Dictionary {
  constructor(
    readonly entries: Map<string, Tree>,
    readonly isOpen: boolean,
  ) {}
}

export type Leaf = string | number | boolean | null | undefined | Moment;
export type Tree = Leaf | readonly Tree[] | Dictionary;

export function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

export function isLeaf(tree: Tree): tree is Leaf {
  return !Array.isArray(tree) && !(tree instanceof Dictionary);
}

/** A leaf as text that differs wherever the leaves differ. */
export function leafText(leaf: Leaf): string {
  if (leaf instanceof Moment) return `@${leaf.text}`;
  return typeof leaf === 'string' ? JSON.stringify(leaf) : String(leaf);
}
