import { Dictionary, isLeaf, leafText, type Tree } from './tree';

const LABELS = ['id', 'key', 'name', 'orderId', 'order_id', 'to', 'path', 'subject'];

/** What a reader recognises an entry by. */
export function label(tree: Tree): string {
  if (isLeaf(tree)) return leafText(tree).slice(0, 40);
  if (tree instanceof Dictionary) {
    for (const name of [...LABELS, ...tree.entries.keys()]) {
      const value = tree.entries.get(name);
      if (value !== undefined && value !== null && isLeaf(value))
        return `${name}=${leafText(value).replaceAll('"', '').slice(0, 40)}`;
    }
  }
  return '';
}
