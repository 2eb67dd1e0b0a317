import { createRule } from '../rule.js';

export const noDynamicImport = createRule({
  name: 'no-dynamic-import',
  demands: 'Workflow code has no import() that loads code while it runs.',
  family: 'bundle',
  config: 'recommended',
  codes: ['HR1023'],
  messages: {
    here: 'A single import() keeps the whole workflow bundle from loading: import the module at the top of the file.',
  },
  create: (context) => ({
    ImportExpression(node) {
      const eager = context.sourceCode
        .getCommentsInside(node)
        .some(({ value }) => /\bwebpackMode:\s*(['"`])eager\1/.test(value));
      if (!eager) context.report({ node, messageId: 'here' });
    },
  }),
});
