import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

export type SourceCode = Readonly<TSESLint.SourceCode>;

export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

export type LoopNode =
  | TSESTree.DoWhileStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForStatement
  | TSESTree.WhileStatement;

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression'
  );
}

export function isLoop(node: TSESTree.Node | null | undefined): node is LoopNode {
  return node != null && /^(?:DoWhile|ForIn|ForOf|For|While)Statement$/.test(node.type);
}

/** An expression without what only types or parentheses add to it. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** The expression around a node that only types or an optional chain add to it: what stands where the node's value is used. */
export function wrapped(node: TSESTree.Node): TSESTree.Node {
  return node.parent && node !== node.parent && unwrap(node.parent) === unwrap(node) ? wrapped(node.parent) : node;
}

/** The name of a property or member; undefined where it is computed. */
export function keyOf(
  node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (!node.computed && (key.type === 'Identifier' || key.type === 'PrivateIdentifier')) return key.name;
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'TemplateLiteral' && key.expressions.length === 0
    ? (key.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

/** The nodes around a node, the innermost first. */
export function* ancestorsOf(node: TSESTree.Node): Generator<TSESTree.Node> {
  // A program's parent is null, whatever its type says.
  for (let around: TSESTree.Node | null | undefined = node.parent; around; around = around.parent) yield around;
}

/** The innermost function around a node, or undefined at module scope. */
export function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  for (const around of ancestorsOf(node)) if (isFunction(around)) return around;
  return undefined;
}

/** How a message names a function. */
export function nameOfFunction(node: FunctionNode): string | undefined {
  if (node.id != null) return node.id.name;
  const { parent } = node;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition')
    return keyOf(parent);
  return undefined;
}

/** Whether a node lies in another one, or is it. */
export function isWithin(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}
