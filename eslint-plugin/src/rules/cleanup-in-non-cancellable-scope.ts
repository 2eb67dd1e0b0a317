import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type ReachedCall, reachedCalls } from '../cancellation/reached.js';
import { isShielded } from '../cancellation/shielded.js';
import {
  cancelledWorld,
  chainedFunction,
  type Handler,
  holdingParameter,
  outcomeOf,
  outcomeOfPromise,
} from '../cancellation/simulate.js';
import { createRule } from '../rule.js';
import { importedName } from '../syntax/imports.js';
import type { SourceCode } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';

export const cleanupInNonCancellableScope = createRule({
  name: 'cleanup-in-non-cancellable-scope',
  demands: 'What has to be done when a workflow is cancelled is done in a scope that is not cancelled.',
  family: 'cancellation',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    skipped:
      '{{operation}} does not run when the workflow is cancelled: its scope is cancelled by then, and it throws at once. Call it in CancellationScope.nonCancellable(() => …).',
    wrap: 'Call it in a scope that is not cancelled.',
  },
  create: (context) => {
    const { sourceCode } = context;
    const world = cancelledWorld(sourceCode);
    const report = (calls: readonly ReachedCall[]) => {
      for (const call of calls) {
        const operation = operationOf(call.operation, sourceCode);
        // A timer or a condition is a pause before the next attempt, not something to be done.
        if (operation === undefined || !/^(?:activity|child|signal)$/.test(operation.kind)) continue;
        context.report({
          node: call.node,
          messageId: 'skipped',
          data: { operation: operation.label },
          suggest: [{ messageId: 'wrap', fix: wrapping(call.node, sourceCode) }],
        });
      }
    };
    const caughtIn = (handler: Handler) =>
      [...reachedCalls(handler.body, holdingParameter(handler, world))].filter(
        ({ isMeant, rethrows }) => isMeant || rethrows,
      );
    return {
      TryStatement(node) {
        if (!outcomeOf(node.block, world).cancelled || isShielded(node, sourceCode)) return;
        const { handler, finalizer } = node;
        if (handler !== null) report(caughtIn(handler));
        if (finalizer !== null) report([...reachedCalls(finalizer, world)]);
      },
      CallExpression(node) {
        const chain = chainedFunction(node, sourceCode);
        if (chain === undefined || isShielded(node, sourceCode)) return;
        const { tried, method, passed } = chain;
        if (!outcomeOfPromise(tried, world).cancelled) return;
        report(
          method === 'finally'
            ? [...reachedCalls(passed.body, world)]
            : caughtIn({ param: passed.params[0], body: passed.body }),
        );
      },
    };
  },
});

function wrapping(node: TSESTree.CallExpression, sourceCode: SourceCode): TSESLint.ReportFixFunction {
  const scope = importedName('CancellationScope', sourceCode);
  const passed = node.arguments.some(({ type }) => type === 'AwaitExpression') ? 'async () =>' : '() =>';
  return (fixer) => [
    fixer.insertTextBefore(node, `${scope.text}.nonCancellable(${passed} `),
    fixer.insertTextAfter(node, ')'),
    ...scope.fix(fixer),
  ];
}
