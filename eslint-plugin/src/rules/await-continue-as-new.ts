import type { TSESTree } from '@typescript-eslint/utils';
import { surfaces } from '../cancellation/outcome.js';
import { outcomeOfHandler, type World } from '../cancellation/simulate.js';
import { createRule } from '../rule.js';
import { callsOf } from '../syntax/calls.js';
import { ancestorsOf, functionAround, isFunction, keyOf, type SourceCode, unwrap, wrapped } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';
import { valueOf } from '../syntax/values.js';

export const awaitContinueAsNew = createRule({
  name: 'await-continue-as-new',
  demands: 'continueAsNew is awaited, and no catch keeps its exception.',
  family: 'waiting',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    floating:
      'Nobody waits for continueAsNew: it works by an exception, which fails the workflow task as an unhandled rejection. Write await before it.',
    swallowed:
      'The exception by which continueAsNew works ends in {{place}}, and the workflow goes on as if it had not been called. Call it outside of the try, or throw the error again where it is a ContinueAsNew.',
    await: 'Await it.',
  },
  create: (context) => ({
    CallExpression(node) {
      const { sourceCode } = context;
      if (operationOf(node, sourceCode)?.kind !== 'continueAsNew') return;
      const fault = faultOf(node, sourceCode, []);
      if (fault === undefined) return;
      context.report({
        node: fault.call,
        messageId: fault.kind,
        data: { place: fault.place },
        suggest:
          fault.kind === 'floating' && functionAround(fault.call)?.async === true
            ? [
                {
                  messageId: 'await',
                  fix: (fixer) =>
                    fault.void === undefined
                      ? fixer.insertTextBefore(fault.call, 'await ')
                      : fixer.replaceTextRange([fault.void.range[0], fault.call.range[0]], 'await '),
                },
              ]
            : [],
      });
    },
  }),
});

interface Fault {
  readonly kind: 'floating' | 'swallowed';
  readonly call: TSESTree.CallExpression;
  readonly place: string;
  readonly void?: TSESTree.Node;
}

/** What becomes of the promise that a call gives, in its function and in the functions of the file that call this one. */
function faultOf(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  seen: readonly TSESTree.Node[],
): Fault | undefined {
  let node = wrapped(call);
  let parent = node.parent;
  while (parent?.type === 'MemberExpression' && parent.object === node && parent.parent.type === 'CallExpression') {
    if (isCaughtBy(parent.parent, sourceCode)) return { kind: 'swallowed', call, place: 'this catch' };
    node = wrapped(parent.parent);
    parent = node.parent;
  }
  switch (parent?.type) {
    case 'ExpressionStatement':
      return { kind: 'floating', call, place: '' };
    case 'UnaryExpression':
      return parent.operator === 'void' ? { kind: 'floating', call, place: '', void: parent } : undefined;
    case 'AwaitExpression':
      return caughtAround(parent, call, sourceCode) ?? faultOfCallers(parent, sourceCode, seen);
    case 'ReturnStatement':
      return faultOfCallers(parent, sourceCode, seen);
    default:
      return isFunction(parent) ? faultOfCallers(node, sourceCode, seen) : undefined;
  }
}

function faultOfCallers(
  node: TSESTree.Node,
  sourceCode: SourceCode,
  seen: readonly TSESTree.Node[],
): Fault | undefined {
  const around = functionAround(node);
  const calls = around === undefined || seen.includes(around) ? [] : callsOf(around, sourceCode);
  for (const call of calls) {
    // What a function is passed to may keep it.
    if (valueOf(call.callee, sourceCode)?.kind !== 'function') continue;
    const fault = faultOf(call, sourceCode, around === undefined ? seen : [...seen, around]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function caughtAround(node: TSESTree.Node, call: TSESTree.CallExpression, sourceCode: SourceCode): Fault | undefined {
  let inner: TSESTree.Node = node;
  for (const around of ancestorsOf(node)) {
    if (isFunction(around)) return undefined;
    if (around.type === 'TryStatement' && around.block === inner && around.handler !== null) {
      const { handler } = around;
      // What is thrown in its place goes to whoever is further out.
      if (swallows(handler, sourceCode)) {
        return { kind: 'swallowed', call, place: `the catch in line ${handler.loc.start.line}` };
      }
    }
    inner = around;
  }
  return undefined;
}

function isCaughtBy(node: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = unwrap(node.callee);
  const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
  const handler = method === 'catch' ? node.arguments[0] : method === 'then' ? node.arguments[1] : undefined;
  const value = handler && valueOf(handler, sourceCode);
  return value?.kind === 'function' && swallows({ param: value.node.params[0], body: value.node.body }, sourceCode);
}

function swallows(handler: Parameters<typeof outcomeOfHandler>[0], sourceCode: SourceCode): boolean {
  const world: World = { sourceCode, errors: { of: 'continueAsNew', in: new Set() }, within: [], isWaitedFor: true };
  const outcome = outcomeOfHandler(handler, world);
  return !surfaces(outcome) && !outcome.continuesAsNew;
}
