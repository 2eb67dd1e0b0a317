import { createRule } from '../rule.js';
import { nameOfFunction } from '../syntax/nodes.js';
import { givesPromise, operationStartedBy } from '../syntax/promises.js';
import { workflowsIn } from '../syntax/workflows.js';
import { isCalledHere } from '../syntax/calls.js';

export const asyncWorkflows = createRule({
  name: 'async-workflows',
  demands: 'A workflow is an async function.',
  family: 'contract',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    synchronous:
      '{{name}} calls {{call}} and gives no promise: as a workflow it completes at once, and what it has called is dropped. Make it async and await what it calls.',
    generator:
      '{{name}} is a generator: as a workflow it completes at once, without running a line, for nobody asks it for its next value. Make it an async function.',
    async: 'Make it async.',
  },
  create: (context, workflow) => ({
    Program() {
      const { sourceCode } = context;
      for (const node of workflowsIn(sourceCode, workflow)) {
        // Most are what they should be, and need no further look.
        if (node.async && !node.generator) continue;
        const operation = operationStartedBy(node.body, sourceCode, [node]);
        if (operation === undefined || isCalledHere(node, sourceCode)) continue;
        const data = { name: nameOfFunction(node) ?? 'The default export', call: operation.label };
        if (node.generator) {
          context.report({ node, loc: sourceCode.getFirstToken(node)?.loc ?? node.loc, messageId: 'generator', data });
        } else if (!givesPromise(node, sourceCode)) {
          context.report({
            node,
            loc: sourceCode.getFirstToken(node)?.loc ?? node.loc,
            messageId: 'synchronous',
            data,
            suggest: [{ messageId: 'async', fix: (fixer) => fixer.insertTextBefore(node, 'async ') }],
          });
        }
      }
    },
  }),
});
