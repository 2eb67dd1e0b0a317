import { headOfCatch, rethrowingCancellation, wordsFor } from '../cancellation/rethrow.js';
import { swallowingsIn } from '../cancellation/swallowing.js';
import { createRule } from '../rule.js';

export const rethrowCancellation = createRule({
  name: 'rethrow-cancellation',
  demands: 'A catch around activities, timers or children tells a cancellation from a failure.',
  family: 'cancellation',
  config: 'strict',
  codes: [],
  hasSuggestions: true,
  messages: {
    completes:
      'The cancellation of {{operation}} ends in {{catcher}}, too: a workflow that was cancelled there ends as completed. {{cure}}',
    rethrow: 'Rethrow the error where it is a cancellation.',
  },
  create: (context, workflow) => ({
    Program() {
      const { sourceCode } = context;
      for (const { node, operation, consequence } of swallowingsIn(sourceCode, workflow)) {
        if (consequence !== 'completes') continue;
        const fix = rethrowingCancellation(node, sourceCode);
        context.report({
          node,
          loc: headOfCatch(node, sourceCode),
          messageId: 'completes',
          data: { operation: operation.label, ...wordsFor(node) },
          suggest: fix && [{ messageId: 'rethrow', fix }],
        });
      }
    },
  }),
});
