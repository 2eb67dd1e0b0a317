import { createRule } from '../rule.js';
import { callsOf } from '../syntax/calls.js';
import { ancestorsOf, functionAround, keyOf, type SourceCode } from '../syntax/nodes.js';
import { valueOf } from '../syntax/values.js';
import type { TSESTree } from '@typescript-eslint/utils';

export const noPatchedAtModuleScope = createRule({
  name: 'no-patched-at-module-scope',
  demands: 'patched() and deprecatePatch() are called by a running workflow.',
  family: 'versioning',
  config: 'recommended',
  codes: [],
  messages: {
    loaded:
      '{{name}}() runs when the module is loaded, before there is a workflow: it throws "Patches cannot be used before Workflow starts", and no workflow of the bundle can start. Call it in the workflow.',
  },
  create: (context) => ({
    CallExpression(node) {
      const { sourceCode } = context;
      const called = valueOf(node.callee, sourceCode);
      if (called?.kind !== 'sdk' || called.package !== 'workflow') return;
      if (called.name !== 'patched' && called.name !== 'deprecatePatch') return;
      if (runsWhenLoaded(node, sourceCode, []))
        context.report({ node, messageId: 'loaded', data: { name: called.name } });
    },
  }),
});

/** Whether code runs when its module is loaded: it lies in no function, or in one that is called there. */
function runsWhenLoaded(node: TSESTree.Node, sourceCode: SourceCode, seen: readonly TSESTree.Node[]): boolean {
  const around = functionAround(node);
  if (around === undefined) return !isInstanceField(node);
  if (seen.includes(around)) return false;
  // What a function is passed to may keep it for later, but for the methods of arrays.
  return callsOf(around, sourceCode).some(
    (call) => callsAtOnce(call, sourceCode) && runsWhenLoaded(call, sourceCode, [...seen, around]),
  );
}

function callsAtOnce({ callee }: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  return (
    valueOf(callee, sourceCode)?.kind === 'function' ||
    (callee.type === 'MemberExpression' && /^(?:map|forEach|filter|some|every|find|flatMap)$/.test(keyOf(callee) ?? ''))
  );
}

/** A field of a class is made with the instance. */
function isInstanceField(node: TSESTree.Node): boolean {
  for (const around of ancestorsOf(node)) if (around.type === 'PropertyDefinition') return !around.static;
  return false;
}
