import { createRule } from '../rule.js';
import { registrationsIn } from '../syntax/handlers.js';
import { givesPromise } from '../syntax/promises.js';

export const synchronousUpdateValidators = createRule({
  name: 'synchronous-update-validators',
  demands: 'A validator of an update decides at once: it is not async and gives no promise.',
  family: 'contract',
  config: 'recommended',
  codes: [],
  messages: {
    promise:
      'The validator of update {{name}} gives a promise, which nobody waits for: the update is accepted whatever it comes to, and its rejection fails the workflow task. Throw synchronously, and check in the handler what has to be waited for.',
  },
  create: (context) => ({
    Program() {
      for (const { validator, name } of registrationsIn(context.sourceCode)) {
        if (validator === undefined || !givesPromise(validator, context.sourceCode)) continue;
        context.report({
          node: validator,
          loc: context.sourceCode.getFirstToken(validator)?.loc ?? validator.loc,
          messageId: 'promise',
          data: { name },
        });
      }
    },
  }),
});
