import { catcherOf, headOfCatch, rethrowingCancellation } from '../cancellation/rethrow.js';
import { swallowingsIn } from '../cancellation/swallowing.js';
import { createRule } from '../rule.js';

export const noSwallowedCancellation = createRule({
  name: 'no-swallowed-cancellation',
  demands:
    'A catch around activities, timers or children does not keep a cancelled workflow running, or hide what it left undone.',
  family: 'cancellation',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    spins:
      'When the workflow is cancelled, {{operation}} throws at once in every round, {{catcher}} takes it for a failure, and the loop never waits again: the worker is blocked until the task times out, again and again. Rethrow the error where isCancellation(error).',
    renews:
      'When the workflow is cancelled, {{operation}} throws, {{catcher}} takes it for a failure, and the workflow continues as new: the new run is not cancelled. Rethrow the error where isCancellation(error).',
    rounds:
      'When the workflow is cancelled, {{operation}} throws at once in each round that is left, {{catcher}} takes it for a failure, and the workflow ends as completed. Rethrow the error where isCancellation(error).',
    goesOn:
      'When the workflow is cancelled, {{operation}} throws, {{catcher}} takes it for a failure, the steps after it are not done either, and the workflow ends as completed. Rethrow the error where isCancellation(error).',
    rethrow: 'Rethrow the error where it is a cancellation.',
  },
  create: (context, workflow) => ({
    Program() {
      const { sourceCode } = context;
      for (const { node, operation, consequence } of swallowingsIn(sourceCode, workflow)) {
        if (consequence === 'completes') continue;
        const fix = rethrowingCancellation(node, sourceCode);
        context.report({
          node,
          loc: headOfCatch(node),
          messageId: consequence,
          data: { operation: operation.label, catcher: catcherOf(node) },
          suggest: fix && [{ messageId: 'rethrow', fix }],
        });
      }
    },
  }),
});
