import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../rule.js';
import { functionAround, keyOf, type SourceCode, unwrap } from '../syntax/nodes.js';
import { type Operation, operationOf } from '../syntax/operations.js';
import { functionCalled, operationStartedBy } from '../syntax/promises.js';
import { isSdk, valueOf } from '../syntax/values.js';
import { startedAt } from '../syntax/variables.js';

export const noFloatingPromises = createRule({
  name: 'no-floating-promises',
  demands: 'Activities, timers, conditions and children are waited for.',
  family: 'promises',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    floating:
      'Nobody waits for {{call}}: the workflow goes on, may end before it has begun, and its failure fails the workflow task instead of reaching a catch. Await it, keep its promise for later, or say void where that is meant.',
    each: 'Nobody waits for what {{method}}() starts: the workflow goes on before {{call}} is done, and its failure fails the workflow task. Use for … of with await, or await Promise.all(….map(…)).',
    unused:
      'The promise of {{call}} is kept in {{variable}}, which is never used: the workflow may end before it is done, and its failure fails the workflow task. Await it.',
    await: 'Await it.',
    void: 'Say that nobody waits for it.',
  },
  create: (context) => {
    const { sourceCode } = context;
    return {
      ExpressionStatement({ expression }) {
        for (const node of resultsOf(expression)) {
          if (node.type !== 'CallExpression') continue;
          const each = startedByEach(node, sourceCode);
          if (each !== undefined) {
            context.report({ node, messageId: 'each', data: { method: each.method, call: each.operation.label } });
            continue;
          }
          const operation = promisedBy(node, sourceCode);
          if (operation === undefined) continue;
          const canAwait = functionAround(node)?.async === true;
          context.report({
            node,
            messageId: 'floating',
            data: { call: operation.label },
            suggest: [
              ...(canAwait
                ? [
                    {
                      messageId: 'await' as const,
                      fix: (fixer: TSESLint.RuleFixer) => fixer.insertTextBefore(node, 'await '),
                    },
                  ]
                : []),
              { messageId: 'void', fix: (fixer: TSESLint.RuleFixer) => fixer.insertTextBefore(node, 'void ') },
            ],
          });
        }
      },
      VariableDeclarator(node) {
        const { id, init } = node;
        if (id.type !== 'Identifier' || init == null) return;
        const value = unwrap(init);
        const operation = value.type === 'CallExpression' ? promisedBy(value, sourceCode) : undefined;
        const [variable] = sourceCode.getDeclaredVariables?.(node) ?? [];
        const isUsed = variable?.references.some((reference) => reference.isRead());
        const isExported = node.parent.parent.type === 'ExportNamedDeclaration';
        if (operation === undefined || isUsed !== false || isExported) return;
        context.report({
          node: init,
          messageId: 'unused',
          data: { call: operation.label, variable: id.name },
          suggest:
            functionAround(node)?.async === true
              ? [{ messageId: 'await', fix: (fixer) => fixer.insertTextBefore(init, 'await ') }]
              : [],
        });
      },
    };
  },
});

/** What is left over when a statement is done: the last of a sequence, and either side of a condition. */
function resultsOf(node: TSESTree.Node): TSESTree.Node[] {
  const expression = unwrap(node);
  switch (expression.type) {
    case 'SequenceExpression':
      return expression.expressions.flatMap(resultsOf);
    case 'LogicalExpression':
      return resultsOf(expression.right);
    case 'ConditionalExpression':
      return [...resultsOf(expression.consequent), ...resultsOf(expression.alternate)];
    default:
      return [expression];
  }
}

/** The operation behind the promise of a call, unless a failure of it is taken care of. */
function promisedBy(node: TSESTree.CallExpression, sourceCode: SourceCode): Operation | undefined {
  const operation = operationOf(node, sourceCode);
  // A signal is sent whether or not somebody waits for the answer; continueAsNew has a rule of its own.
  if (operation !== undefined) return /^(?:signal|continueAsNew)$/.test(operation.kind) ? undefined : operation;
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression') {
    const method = keyOf(callee);
    const object = unwrap(callee.object);
    const isHandled = method === 'catch' || (method === 'then' && node.arguments.length > 1);
    if ((method === 'then' || method === 'finally') && !isHandled && object.type === 'CallExpression') {
      return promisedBy(object, sourceCode);
    }
    if (object.type === 'Identifier' && object.name === 'Promise') return joinedBy(node, sourceCode);
  }
  const run = functionRunBy(node, sourceCode);
  if (run !== undefined) return operationStartedBy(run.body, sourceCode, [run]);
  const called = functionCalled(node, sourceCode);
  return called?.async === true ? operationStartedBy(called.body, sourceCode, [called]) : undefined;
}

/** The function that a scope runs: `scope.run(async () => …)`, `CancellationScope.nonCancellable(async () => …)`. */
function functionRunBy({ callee, arguments: [passed] }: TSESTree.CallExpression, sourceCode: SourceCode) {
  const called = valueOf(callee, sourceCode);
  const runs =
    (called?.kind === 'scopeMethod' && called.name === 'run') ||
    isSdk(called, 'workflow', 'CancellationScope.nonCancellable');
  const value = runs && passed !== undefined ? valueOf(passed, sourceCode) : undefined;
  return value?.kind === 'function' ? value.node : undefined;
}

function joinedBy({ arguments: [list] }: TSESTree.CallExpression, sourceCode: SourceCode): Operation | undefined {
  const promises = list && startedAt(unwrap(list), sourceCode);
  if (promises?.type === 'CallExpression') return startedByEach(promises, sourceCode)?.operation;
  if (promises?.type !== 'ArrayExpression') return undefined;
  for (const element of promises.elements) {
    const value = element && unwrap(element);
    const operation = value?.type === 'CallExpression' ? promisedBy(value, sourceCode) : undefined;
    if (operation !== undefined) return operation;
  }
  return undefined;
}

/** `items.forEach(async (item) => …)`, `items.map((item) => charge(item))`. */
function startedByEach(
  node: TSESTree.CallExpression,
  sourceCode: SourceCode,
): { readonly method: string; readonly operation: Operation } | undefined {
  const callee = unwrap(node.callee);
  const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
  const [passed] = node.arguments;
  if (passed === undefined || (method !== 'forEach' && method !== 'map' && method !== 'flatMap')) return undefined;
  const value = valueOf(passed, sourceCode);
  if (value?.kind === 'activity') return { method, operation: { kind: 'activity', label: `${value.name}()` } };
  if (value?.kind !== 'function') return undefined;
  const { body, async } = value.node;
  const result = unwrap(body);
  if (result.type === 'CallExpression' && !async) {
    const operation = promisedBy(result, sourceCode);
    return operation && { method, operation };
  }
  const operation = async ? operationStartedBy(body, sourceCode, [value.node]) : undefined;
  return operation && { method, operation };
}
