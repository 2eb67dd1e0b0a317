import { createRule } from '../rule.js';
import { registrationsIn } from '../syntax/handlers.js';
import { givesPromise } from '../syntax/promises.js';

export const synchronousQueryHandlers = createRule({
  name: 'synchronous-query-handlers',
  demands: 'A query handler answers at once: it is not async and gives no promise.',
  family: 'contract',
  config: 'recommended',
  codes: [],
  messages: {
    promise:
      'The handler of query {{name}} gives a promise, and every such query fails with a DeterminismViolationError: a query is answered from the state as it is. Do what has to be waited for in the workflow, and answer with what it left.',
  },
  create: (context) => ({
    Program() {
      for (const { kind, handler, name } of registrationsIn(context.sourceCode)) {
        if (kind !== 'query' || handler === undefined || !givesPromise(handler, context.sourceCode)) continue;
        context.report({
          node: handler,
          loc: context.sourceCode.getFirstToken(handler)?.loc ?? handler.loc,
          messageId: 'promise',
          data: { name },
        });
      }
    },
  }),
});
