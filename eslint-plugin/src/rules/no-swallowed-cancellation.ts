import { headOfCatch, rethrowingCancellation, wordsFor } from '../cancellation/rethrow.js';
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
      'When the workflow is cancelled, {{operation}} throws at once in every round, {{taken}}, and the loop never waits again: the worker is blocked until the task times out, again and again. {{cure}}',
    renews:
      'When the workflow is cancelled, {{operation}} throws, {{taken}}, and the workflow continues as new: the new run is not cancelled. {{cure}}',
    rounds:
      'When the workflow is cancelled, {{operation}} throws at once in each round that is left, {{taken}}, and the workflow ends as completed. {{cure}}',
    goesOn:
      'When the workflow is cancelled, {{operation}} throws, {{taken}}, the steps after it are not done either, and the workflow ends as completed. {{cure}}',
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
          loc: headOfCatch(node, sourceCode),
          messageId: consequence,
          data: { operation: operation.label, ...wordsFor(node) },
          suggest: fix && [{ messageId: 'rethrow', fix }],
        });
      }
    },
  }),
});
