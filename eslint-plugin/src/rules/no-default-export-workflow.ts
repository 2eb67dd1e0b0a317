import { isWorkflowExport } from '../engine/index.js';
import { createRule } from '../rule.js';
import { valueOf } from '../syntax/values.js';

export const noDefaultExportWorkflow = createRule({
  name: 'no-default-export-workflow',
  demands: 'Workflows are exported by name: a default export runs for every type that has no other.',
  family: 'contract',
  config: 'strict',
  codes: [],
  messages: {
    any: 'Where this file is the entry of the workflow bundle, its default export runs for every workflow type that it does not export by name, misspelt ones included. Export it by name, or decide by workflowInfo().workflowType.',
  },
  create: (context, workflow) => ({
    ExportDefaultDeclaration(node) {
      const { sourceCode } = context;
      if (workflow?.isRoot !== true || !isWorkflowExport(workflow, 'default')) return;
      const value = valueOf(node.declaration, sourceCode);
      if (value?.kind !== 'function' || !value.node.async) return;
      // It looks at what it was started as: a dynamic workflow.
      if (/\bworkflowType\b/.test(sourceCode.getText(value.node))) return;
      const start = sourceCode.getFirstTokens(node, 2);
      context.report({
        node,
        loc: { start: node.loc.start, end: start[1]?.loc.end ?? node.loc.end },
        messageId: 'any',
      });
    },
  }),
});
