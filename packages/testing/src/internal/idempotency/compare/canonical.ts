import { childPattern, isClockReading, isGeneratedId, isGeneratedKey, type Learned } from './learned';
import { Dictionary, isLeaf, isList, type Leaf, leafText, type Tree } from './tree';

/** A tree as text in which everything that may differ has been left out or renamed. */
export interface Canonical {
  readonly text: string;
  /** The same with every generated id left blank, for matching entries before their ids are compared. */
  readonly shape: string;
  /** The generated ids in the order in which the text names them. */
  readonly tokens: readonly string[];
}

type Part = string | { readonly token: string };

interface Rendered {
  readonly shape: string;
  /** Where there are generated ids; else the text is the shape. */
  readonly parts?: readonly Part[];
}

/**
 * Renders trees so that two are equal exactly if they say the same: lists are sorted, times blanked and generated ids
 * renamed by the order in which they appear, through all trees together.
 */
export function canonicalize(trees: Readonly<Record<string, Tree>>, learned: Learned): Record<string, Canonical> {
  const names = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(trees).map(([root, tree]) => {
      const { shape, parts } = render(tree, root, learned);
      const tokens: string[] = [];
      if (parts === undefined) return [root, { text: shape, shape, tokens }];
      const text = parts
        .map((part) => {
          if (typeof part === 'string') return part;
          tokens.push(part.token);
          const name = names.get(part.token) ?? `#${names.size + 1}`;
          names.set(part.token, name);
          return name;
        })
        .join('');
      return [root, { text, shape, tokens }];
    }),
  );
}

/** One tree with its generated ids left blank. */
export function shapeOf(tree: Tree, pattern: string, learned: Learned): string {
  return render(tree, pattern, learned).shape;
}

/** The generated ids in a tree, each with the place where it stands. */
export function tokensOf(
  tree: Tree,
  pattern: string,
  learned: Learned,
): { token: string; at: string; within: string }[] {
  const found: { token: string; at: string; within: string }[] = [];
  visit(tree, pattern, '');
  return found;

  function visit(each: Tree, at: string, within: string): void {
    if (isList(each)) {
      for (const item of each) {
        const child = `${at}.[]`;
        visit(item, child, render(item, child, learned).shape);
      }
    } else if (each instanceof Dictionary) {
      for (const [key, value] of each.entries) {
        const child = childPattern(at, each, key, learned);
        const inner = child.endsWith('.{}') ? render(value, child, learned).shape : within;
        if (isGeneratedKey(key, at, learned))
          found.push({ token: JSON.stringify(key), at: `${at}.@key`, within: inner });
        visit(value, child, inner);
      }
    } else if (isGeneratedId(each, at, learned)) found.push({ token: leafText(each), at, within });
  }
}

function render(tree: Tree, pattern: string, learned: Learned): Rendered {
  if (isList(tree)) {
    const child = `${pattern}.[]`;
    return join('[', sorted(tree.map((item) => render(item, child, learned))), ']');
  }
  if (isLeaf(tree)) return renderLeaf(tree, pattern, learned);
  const entries = [...tree.entries].map(([key, value]) => {
    const { shape, parts } = render(value, childPattern(pattern, tree, key, learned), learned);
    const label = JSON.stringify(key);
    if (isGeneratedKey(key, pattern, learned))
      return { shape: `«id»:${shape}`, parts: [{ token: label }, ':', ...(parts ?? [shape])] };
    return parts === undefined
      ? { shape: `${label}:${shape}` }
      : { shape: `${label}:${shape}`, parts: [`${label}:`, ...parts] };
  });
  return join('{', sorted(entries), '}');
}

function renderLeaf(leaf: Leaf, pattern: string, learned: Learned): Rendered {
  if (isClockReading(leaf, pattern, learned)) return TIME;
  // A missing value is not just another one: a half-done row has null where the clean run has an id.
  if (leaf != null) {
    if (learned.varying.get(pattern) === 'any') return ANY;
    if (isGeneratedId(leaf, pattern, learned)) return { shape: '«id»', parts: [{ token: leafText(leaf) }] };
  }
  return { shape: leafText(leaf) };
}

const TIME: Rendered = { shape: '«time»' };
const ANY: Rendered = { shape: '«any»' };

function sorted(items: Rendered[]): Rendered[] {
  return items.length < 2
    ? items
    : items.sort((left, right) => (left.shape < right.shape ? -1 : left.shape > right.shape ? 1 : 0));
}

function join(open: string, items: readonly Rendered[], close: string): Rendered {
  let shape = open;
  let hasIds = false;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Rendered;
    shape += index > 0 ? `,${item.shape}` : item.shape;
    hasIds ||= item.parts !== undefined;
  }
  shape += close;
  if (!hasIds) return { shape };
  const parts: Part[] = [open];
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(',');
    if (item.parts === undefined) parts.push(item.shape);
    else for (const part of item.parts) parts.push(part);
  }
  parts.push(close);
  return { shape, parts };
}
