import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keyOf, type SourceCode, unwrap } from './nodes.js';
import { perFile } from './per-file.js';

type Variable = TSESLint.Scope.Variable;

/** The variable that an identifier reads or writes; undefined for a global. */
export function variableOf(node: TSESTree.Node, sourceCode: SourceCode): Variable | undefined {
  return variablesIn(sourceCode).get(node);
}

const variablesIn = perFile(({ scopeManager }) => {
  const table = new Map<TSESTree.Node, Variable>();
  for (const { references } of scopeManager?.scopes ?? [])
    for (const { identifier, resolved } of references)
      if (resolved !== null && resolved.defs.length > 0) table.set(identifier, resolved);
  return table;
});

/** Where a variable that is written once gets its value. */
export interface Origin {
  readonly expression: TSESTree.Node;
  /** The members that a destructuring pattern takes out of the expression's value, outermost first. */
  readonly path: readonly string[];
}

/** The one expression that a variable takes its value from; undefined where there is none, or where there are several. */
export function originOf(variable: Variable): Origin | undefined {
  const writes = variable.references.filter((reference) => reference.isWrite());
  const [write] = writes;
  if (write === undefined || writes.length > 1 || variable.defs.length !== 1) return undefined;
  const definition = variable.defs[0]?.node;
  if (definition?.type !== 'VariableDeclarator') return undefined;
  if (write.init !== true) {
    const { parent } = write.identifier;
    return parent.type === 'AssignmentExpression' && parent.left === write.identifier && parent.operator === '='
      ? { expression: parent.right, path: [] }
      : undefined;
  }
  const path = definition.init === null ? undefined : pathTo(write.identifier, definition.id);
  return definition.init === null || path === undefined ? undefined : { expression: definition.init, path };
}

/** The expression that a promise in a variable comes from; the node itself where that is not told. */
export function startedAt(node: TSESTree.Node, sourceCode: SourceCode): TSESTree.Node {
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : undefined;
  const origin = variable && originOf(variable);
  if (origin === undefined || origin.path.length > 0) return node;
  const started = unwrap(origin.expression);
  return started.range[1] <= node.range[0] && started.type !== 'Identifier' ? started : node;
}

/** Whether a variable is written anywhere but where it is declared. */
export function isReassigned(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isWrite() && reference.init !== true);
}

/** The members, outermost first, that a pattern takes out of a value for one of its names; undefined where that is not told. */
export function pathTo(identifier: TSESTree.Node, pattern: TSESTree.Node): readonly string[] | undefined {
  const path: string[] = [];
  let node = identifier;
  while (node !== pattern) {
    const { parent } = node;
    if (parent?.type === 'Property') {
      const key = keyOf(parent);
      if (key === undefined) return undefined;
      path.unshift(key);
    } else if (parent?.type === 'ArrayPattern') {
      path.unshift(String(parent.elements.findIndex((each) => each === node)));
    } else if (parent?.type !== 'ObjectPattern' && parent?.type !== 'AssignmentPattern') {
      return undefined;
    }
    node = parent;
  }
  return path;
}
