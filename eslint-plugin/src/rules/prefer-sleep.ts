import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type LintedFile, reportOf } from '../lint-project.js';
import { createRule } from '../rule.js';
import { importedName } from '../syntax/imports.js';
import {
  ancestorsOf,
  type FunctionNode,
  isFunction,
  isWithin,
  keyOf,
  type SourceCode,
  unwrap,
} from '../syntax/nodes.js';
import { callsOf } from '../syntax/calls.js';
import { variableOf } from '../syntax/variables.js';
import { nodesOf } from '../syntax/walk.js';

export const preferSleep = createRule({
  name: 'prefer-sleep',
  demands: 'A workflow pauses with sleep(), which ends when the workflow is cancelled.',
  family: 'waiting',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    hangs:
      'This promise never settles once the workflow is cancelled: setTimeout then drops its callback, and the workflow hangs with its timer gone. Use await sleep({{duration}}).',
    sleep: 'Use sleep().',
  },
  create: (context) => ({
    NewExpression(node) {
      const { sourceCode } = context;
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Promise') return;
      const [executor] = node.arguments;
      if (!isFunction(executor) || isOneOfSeveral(node, sourceCode) || isActivity(node)) return;
      const timer = timerIn(executor, sourceCode);
      if (timer === undefined || !isReached(timer, context)) return;
      const [, delay] = timer.arguments;
      const duration = delay === undefined ? '1' : sourceCode.getText(delay);
      const sleep = importedName('sleep', sourceCode);
      context.report({
        node,
        messageId: 'hangs',
        data: { duration },
        suggest: [
          {
            messageId: 'sleep',
            fix: (fixer: TSESLint.RuleFixer) => [
              fixer.replaceText(node, `${sleep.text}(${duration})`),
              ...sleep.fix(fixer),
            ],
          },
        ],
      });
    },
  }),
});

/** The `setTimeout` that is all there is to settle the promise. */
function timerIn(executor: FunctionNode, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  const [resolve, reject] = executor.params;
  const name = resolve?.type === 'Identifier' ? resolve.name : undefined;
  const timers = nodesOf(executor.body, sourceCode).filter(
    (node): node is TSESTree.CallExpression =>
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      node.callee.name === 'setTimeout' &&
      variableOf(node.callee, sourceCode) === undefined,
  );
  const [timer] = timers;
  const settling: (TSESTree.Node | undefined)[] = [resolve, reject];
  const variables = sourceCode.getDeclaredVariables?.(executor) ?? [];
  const uses = variables
    .filter(({ identifiers }) => identifiers.some((each) => settling.includes(each)))
    .flatMap(({ references }) => references);
  const isOnly = uses.every(({ identifier }) => timer && isWithin(identifier, timer));
  // A second timer, a listener or anything else may settle it as well; a value has to come from somewhere else, too.
  return timers.length === 1 && isOnly && resolvesToNothing(timer, name, sourceCode) ? timer : undefined;
}

function resolvesToNothing(
  timer: TSESTree.CallExpression | undefined,
  name: string | undefined,
  sourceCode: SourceCode,
): boolean {
  const [callback, , ...passed] = timer?.arguments ?? [];
  if (callback?.type === 'Identifier') return callback.name === name && passed.length === 0;
  if (!isFunction(callback)) return false;
  const statements =
    callback.body.type === 'BlockStatement'
      ? callback.body.body.map((each) => (each.type === 'ExpressionStatement' ? each.expression : each))
      : [callback.body];
  const [only] = statements;
  return (
    statements.length === 1 &&
    only?.type === 'CallExpression' &&
    unwrap(only.callee).type === 'Identifier' &&
    sourceCode.getText(only.callee) === name &&
    only.arguments.every((argument) => argument.type === 'Identifier' && argument.name === 'undefined')
  );
}

/** What a test, an activity or a client in the same file waits for is no workflow's business. */
function isReached({ callee }: TSESTree.CallExpression, context: LintedFile): boolean {
  return reportOf(context).findings.some(
    ({ kind, span: [start] }) => kind === 'replaced-global' && start === callee.range[0],
  );
}

/** Activities may stand in the same file: `export const activities = { … }`, `class PaymentActivities`. */
function isActivity(node: TSESTree.Node): boolean {
  for (const around of ancestorsOf(node)) {
    const name =
      around.type === 'VariableDeclarator' ||
      around.type === 'ClassDeclaration' ||
      around.type === 'FunctionDeclaration'
        ? around.id
        : null;
    if (name?.type === 'Identifier' && /activit(?:y|ies)$/i.test(name.name)) return true;
  }
  return false;
}

/** One of the promises of `Promise.race` or `Promise.any`, which the others settle. */
function isOneOfSeveral(node: TSESTree.NewExpression, sourceCode: SourceCode): boolean {
  const list = node.parent.type === 'ArrayExpression' ? node.parent.parent : undefined;
  if (list?.type !== 'CallExpression') {
    const around = isFunction(node.parent) ? node.parent : undefined;
    return around !== undefined && callsOf(around, sourceCode).some((call) => call.parent.type === 'ArrayExpression');
  }
  const callee = unwrap(list.callee);
  return callee.type === 'MemberExpression' && /^(?:race|any)$/.test(keyOf(callee) ?? '');
}
