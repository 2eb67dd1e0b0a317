import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type SourceCode, unwrap } from '../syntax/nodes.js';
import { valueOf } from '../syntax/values.js';
import { variableOf } from '../syntax/variables.js';

/** The error that is followed: of an operation whose scope is cancelled, or the one that `continueAsNew` works by. */
export interface Errors {
  readonly of: 'cancellation' | 'continueAsNew';
  /** The variables that hold it. */
  readonly in: ReadonlySet<TSESLint.Scope.Variable>;
}

/** What a condition comes to where that error was thrown; undefined where it cannot be told. */
export function truthOf(test: TSESTree.Node, errors: Errors, sourceCode: SourceCode): boolean | undefined {
  const node = unwrap(test);
  const truth = (of: TSESTree.Node) => truthOf(of, errors, sourceCode);
  switch (node.type) {
    case 'Literal':
      return Boolean(node.value);
    case 'UnaryExpression':
      return node.operator === '!' ? negated(truth(node.argument)) : undefined;
    case 'LogicalExpression':
      return combined(node.operator, truth(node.left), truth(node.right));
    case 'BinaryExpression':
      return truthOfComparison(node, errors, sourceCode);
    default:
      return looksAt(node, errors, sourceCode);
  }
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function combined(operator: string, left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (operator === '&&') return left === false || right === false ? false : left && right;
  if (operator === '||') return left === true || right === true ? true : left === false ? right : undefined;
  return undefined;
}

// The failures that wrap another one.
const WRAPPERS = /^(?:Activity|ChildWorkflow|NexusOperation)Failure$/;
const ANY = { cancellation: /^(?:TemporalFailure|Error)$/, continueAsNew: /^Error$/ };

function truthOfComparison(
  node: TSESTree.BinaryExpression,
  errors: Errors,
  sourceCode: SourceCode,
): boolean | undefined {
  const looked = looksAt(node, errors, sourceCode);
  if (looked !== undefined) return node.operator.startsWith('!') ? !looked : looked;
  if (!isAboutError(node.left, errors, sourceCode) && !isAboutError(node.right, errors, sourceCode)) return undefined;
  if (node.operator === 'instanceof') return isInstance(node.right, errors, sourceCode);
  const compared = [node.left, node.right].map(unwrap).find(({ type }) => type === 'Literal');
  // `error.type === 'CardDeclined'`: the error is called something else.
  return compared?.type === 'Literal' && typeof compared.value === 'string' && /^[!=]==?$/.test(node.operator)
    ? node.operator.startsWith('!')
    : undefined;
}

function isInstance(type: TSESTree.Node, { of }: Errors, sourceCode: SourceCode): boolean | undefined {
  const value = valueOf(type, sourceCode);
  const name = value?.kind === 'sdk' ? value.name : sourceCode.getText(type);
  if (ANY[of].test(name)) return true;
  if (of === 'cancellation' && WRAPPERS.test(name)) return undefined;
  // A class from elsewhere may be anything.
  return value?.kind === 'imported' ? undefined : false;
}

/** A name that the error does not have. */
export function isOtherName(node: TSESTree.Node, { of }: Errors): boolean {
  return node.type === 'Literal' && typeof node.value === 'string' && !NAMES[of].test(node.value);
}

/** Whether an expression is the error, or a part of it. */
export function isAboutError(node: TSESTree.Node, errors: Errors, sourceCode: SourceCode): boolean {
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const variable = variableOf(root, sourceCode);
  return variable !== undefined && errors.in.has(variable);
}

const NAMES = { cancellation: /cancell?(?:ed|ation)/i, continueAsNew: /continue_?As_?New/i };

/** `isCancellation(error)`, `error instanceof CancelledFailure`, `scope.consideredCancelled`, `/cancel/i.test(…)`. */
function looksAt(node: TSESTree.Node, { of }: Errors, sourceCode: SourceCode): boolean | undefined {
  const text = sourceCode.getText(node);
  if (NAMES[of].test(text)) return true;
  const other = of === 'cancellation' ? 'continueAsNew' : 'cancellation';
  return NAMES[other].test(text) && /error|err\b|\be\b|instanceof|isCancellation/i.test(text) ? false : undefined;
}
