import { createRule } from '../rule.js';
import { changedIn, variablesIn } from '../syntax/changes.js';
import { propertyOf, type Registration, registrationsIn } from '../syntax/handlers.js';
import { functionAround, type FunctionNode, isLoop, type SourceCode, unwrap } from '../syntax/nodes.js';
import { isAlwaysTrue } from '../cancellation/simulate.js';
import { exitsOf } from '../syntax/loops.js';
import { operationOf } from '../syntax/operations.js';
import { operationStartedBy } from '../syntax/promises.js';
import { isSdk, valueOf } from '../syntax/values.js';
import { allNodesOf, nodesOf } from '../syntax/walk.js';

export const awaitAllHandlers = createRule({
  name: 'await-all-handlers',
  demands: 'A workflow does not end while its handlers of signals and updates are at work.',
  family: 'waiting',
  config: 'recommended',
  codes: [],
  messages: {
    abandoned:
      'The handler of {{kind}} {{name}} waits for {{call}}, and the workflow may end meanwhile: {{loss}}. Write await condition(allHandlersFinished) before each end of the workflow, or give the handler the unfinishedPolicy ABANDON.',
  },
  create: (context) => ({
    Program() {
      const { sourceCode } = context;
      if (asksForHandlers(sourceCode)) return;
      for (const registration of registrationsIn(sourceCode)) {
        const { kind, handler, options, call, name } = registration;
        if (handler === undefined || (kind !== 'signal' && kind !== 'update')) continue;
        const operation = operationStartedBy(handler.body, sourceCode, [handler]);
        const workflow = functionAround(call);
        if (!handler.async || operation === undefined || workflow === undefined) continue;
        if (options !== undefined && propertyOf(options, 'unfinishedPolicy') !== undefined) continue;
        if (!canEnd(workflow, sourceCode) || isAwaited(registration, handler, workflow, sourceCode)) continue;
        if (isLetGo(handler, workflow, sourceCode)) continue;
        context.report({
          node: call,
          messageId: 'abandoned',
          data: {
            kind,
            name,
            call: operation.label,
            loss:
              kind === 'update'
                ? 'whoever sent it is told that the workflow completed before the update did'
                : 'the rest of its work is dropped without a word',
          },
        });
      }
    },
  }),
});

function asksForHandlers(sourceCode: SourceCode): boolean {
  if (!sourceCode.text.includes('allHandlersFinished')) return false;
  for (const node of allNodesOf(sourceCode.ast, sourceCode)) {
    if (isSdk(valueOf(node, sourceCode), 'workflow', 'allHandlersFinished')) return true;
  }
  return false;
}

/** Whether the function that registers a handler is the workflow itself, and comes to an end of its own. */
function canEnd({ async, body }: FunctionNode, sourceCode: SourceCode): boolean {
  if (!async || body.type !== 'BlockStatement') return false;
  const last = body.body.at(-1);
  return !isLoop(last) || 'right' in last || !isAlwaysTrue(last.test ?? null) || exitsOf(last, sourceCode).length > 0;
}

/**
 * Whether the handler waits for nothing but what the workflow itself brings about, and the workflow waits once more after that: the
 * handler is done by then.
 */
function isLetGo(handler: FunctionNode, workflow: FunctionNode, sourceCode: SourceCode): boolean {
  const waits = nodesOf(handler.body, sourceCode).filter(({ type }) => type === 'AwaitExpression');
  const watched = waits.map((node) => {
    const call = node.type === 'AwaitExpression' ? unwrap(node.argument) : node;
    if (call.type !== 'CallExpression' || operationOf(call, sourceCode)?.kind !== 'condition') return undefined;
    const test = call.arguments[0] && valueOf(call.arguments[0], sourceCode);
    return test?.kind === 'function' ? variablesIn(test.node.body, sourceCode) : undefined;
  });
  const last = nodesOf(workflow.body, sourceCode).findLast(
    (node) => node.type === 'AwaitExpression' && operationStartedBy(node, sourceCode) !== undefined,
  );
  if (last === undefined) return false;
  const before = nodesOf(workflow.body, sourceCode).filter(({ range }) => range[1] <= last.range[0]);
  const changed = changedIn(before, sourceCode);
  return waits.length > 0 && watched.every((each) => each !== undefined && [...each].some((one) => changed.has(one)));
}

/** Whether the workflow waits for what the handler changes when it is done. */
function isAwaited(
  { call }: Registration,
  handler: FunctionNode,
  workflow: FunctionNode,
  sourceCode: SourceCode,
): boolean {
  const nodes = nodesOf(handler.body, sourceCode);
  const lastAwait = nodes.findLast(({ type }) => type === 'AwaitExpression');
  const changed = changedIn(
    nodes.filter(({ range }) => lastAwait === undefined || range[1] >= lastAwait.range[1]),
    sourceCode,
  );
  return nodesOf(workflow.body, sourceCode).some((node) => {
    if (node.type !== 'CallExpression' || node.range[1] < call.range[0]) return false;
    const [until] = node.arguments;
    if (until === undefined || operationOf(node, sourceCode)?.kind !== 'condition') return false;
    const test = valueOf(until, sourceCode);
    // What another file waits for may be that.
    return test?.kind !== 'function' || [...variablesIn(test.node.body, sourceCode)].some((each) => changed.has(each));
  });
}
