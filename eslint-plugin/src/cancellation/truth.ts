import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, type SourceCode, unwrap } from '../syntax/nodes.js';
import { valueOf } from '../syntax/values.js';
import { variableOf } from '../syntax/variables.js';

/** The error that is followed: of an operation whose scope is cancelled, or the one that `continueAsNew` works by. */
export interface Errors {
  readonly of: 'cancellation' | 'continueAsNew';
  /** The variables that hold it. */
  readonly in: ReadonlySet<TSESLint.Scope.Variable>;
  /** The functions of the file that are being asked about it, so that recursion ends. */
  readonly askedOf?: readonly FunctionNode[];
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
    case 'CallExpression':
      return looksAt(node, errors, sourceCode) ?? truthOfCall(node, errors, sourceCode);
    default:
      return looksAt(node, errors, sourceCode);
  }
}

/** What a function of the file, which is given the error, says of it. */
function truthOfCall(node: TSESTree.CallExpression, errors: Errors, sourceCode: SourceCode): boolean | undefined {
  const called = valueOf(node.callee, sourceCode);
  const { askedOf = [] } = errors;
  if (called?.kind !== 'function' || called.node.async || askedOf.includes(called.node)) return undefined;
  const passed = givenTo(called.node, node, errors, sourceCode);
  if (passed.length === 0) return undefined;
  const { body } = called.node;
  const inside: Errors = { of: errors.of, in: new Set(passed), askedOf: [...askedOf, called.node] };
  if (body.type !== 'BlockStatement') return truthOf(body, inside, sourceCode);
  const said = answerOf(body.body, inside, sourceCode);
  return typeof said === 'boolean' ? said : undefined;
}

/** What statements return: `none` where they come to their end, undefined where it cannot be told. */
function answerOf(
  statements: readonly TSESTree.Statement[],
  errors: Errors,
  sourceCode: SourceCode,
): boolean | 'none' | undefined {
  for (const statement of statements) {
    const said = answerOfOne(statement, errors, sourceCode);
    if (said !== 'none') return said;
  }
  return 'none';
}

function answerOfOne(
  statement: TSESTree.Statement,
  errors: Errors,
  sourceCode: SourceCode,
): boolean | 'none' | undefined {
  const answer = (of: TSESTree.Statement | null) => (of === null ? 'none' : answerOfOne(of, errors, sourceCode));
  switch (statement.type) {
    case 'ReturnStatement':
      return statement.argument === null ? false : truthOf(statement.argument, errors, sourceCode);
    case 'BlockStatement':
      return answerOf(statement.body, errors, sourceCode);
    case 'IfStatement': {
      const truth = truthOf(statement.test, errors, sourceCode);
      if (truth !== undefined) return answer(truth ? statement.consequent : statement.alternate);
      const [one, other] = [answer(statement.consequent), answer(statement.alternate)];
      return one === other ? one : undefined;
    }
    default:
      return /^(?:VariableDeclaration|ExpressionStatement)$/.test(statement.type) ? 'none' : undefined;
  }
}

/** The parameters of a function that hold the error where a call gives it. */
export function givenTo(
  called: FunctionNode,
  { arguments: given }: TSESTree.CallExpression,
  { in: held }: Errors,
  sourceCode: SourceCode,
): TSESLint.Scope.Variable[] {
  const parameters = called.params.filter((_parameter, index) => {
    const argument = given[index];
    const variable = argument && variableOf(unwrap(argument), sourceCode);
    return variable !== undefined && held.has(variable);
  });
  const variables = sourceCode.getDeclaredVariables?.(called) ?? [];
  return variables.filter(({ identifiers }) => identifiers.some((each) => parameters.some((one) => one === each)));
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
