import type { TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../rule.js';
import { registrationsIn } from '../syntax/handlers.js';
import type { FunctionNode, SourceCode } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';
import { functionCalled } from '../syntax/promises.js';
import { valueOf } from '../syntax/values.js';
import { nodesOf } from '../syntax/walk.js';

export const noCommandsInQueryHandlers = createRule({
  name: 'no-commands-in-query-handlers',
  demands: 'Query handlers and validators of updates start nothing: no activity, timer or child.',
  family: 'contract',
  config: 'recommended',
  codes: [],
  messages: {
    command:
      '{{call}} in the {{place}} {{name}} asks the server for something, and a {{what}} leaves nothing in the history: replay would not find it, and the worker fails. Do it in the workflow, or in an update handler.',
  },
  create: (context) => ({
    Program() {
      const { sourceCode } = context;
      for (const { kind, handler, validator, name } of registrationsIn(sourceCode)) {
        const places: [FunctionNode | undefined, string, string][] = [
          [kind === 'query' ? handler : undefined, 'handler of query', 'query'],
          [validator, 'validator of update', 'validation'],
        ];
        for (const [node, place, what] of places) {
          if (node === undefined) continue;
          for (const [call, label] of commandsIn(node, sourceCode, [])) {
            context.report({ node: call, messageId: 'command', data: { call: label, place, name, what } });
          }
        }
      }
    },
  }),
});

const OTHER_COMMANDS = /^(?:upsertSearchAttributes|upsertMemo|patched|deprecatePatch|setCurrentDetails)$/;

function* commandsIn(
  node: FunctionNode,
  sourceCode: SourceCode,
  seen: readonly FunctionNode[],
): Generator<[TSESTree.CallExpression, string]> {
  for (const each of nodesOf(node.body, sourceCode)) {
    if (each.type !== 'CallExpression') continue;
    const operation = operationOf(each, sourceCode);
    const value = valueOf(each.callee, sourceCode);
    const called = functionCalled(each, sourceCode);
    if (operation !== undefined) yield [each, operation.label];
    else if (value?.kind === 'sdk' && value.package === 'workflow' && OTHER_COMMANDS.test(value.name)) {
      yield [each, `${value.name}()`];
    } else if (called !== undefined && !seen.includes(called)) {
      yield* commandsIn(called, sourceCode, [...seen, node, called]);
    }
  }
}
