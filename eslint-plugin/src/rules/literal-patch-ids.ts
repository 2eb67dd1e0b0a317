import { createRule } from '../rule.js';
import { fold } from '../options/fold.js';
import { ancestorsOf, isFunction, isLoop, type SourceCode } from '../syntax/nodes.js';
import { valueOf } from '../syntax/values.js';
import type { TSESTree } from '@typescript-eslint/utils';

export const literalPatchIds = createRule({
  name: 'literal-patch-ids',
  demands: 'A patch has one id, which stands in the code, and is asked for once.',
  family: 'versioning',
  config: 'strict',
  codes: [],
  messages: {
    dynamic:
      'The id {{id}} of this patch is not known before the workflow runs: nobody can tell when the patch may be removed, and each id adds a marker to the history and an entry to TemporalChangeVersion. Write the id out.',
    loop: 'patched({{id}}) in a loop may answer false in one round and true in a later one: an execution that was in the loop when this was deployed changes half-way. Ask once, before the loop.',
  },
  create: (context) => ({
    CallExpression(node) {
      const { sourceCode } = context;
      const called = valueOf(node.callee, sourceCode);
      const [id] = node.arguments;
      if (called?.kind !== 'sdk' || called.package !== 'workflow' || id === undefined) return;
      if (called.name !== 'patched' && called.name !== 'deprecatePatch') return;
      const folded = fold(id, sourceCode);
      if (folded.kind !== 'value' && !isImportedName(id, sourceCode)) {
        context.report({ node: id, messageId: 'dynamic', data: { id: sourceCode.getText(id) } });
      } else if (called.name === 'patched' && isInLoop(node)) {
        context.report({ node, messageId: 'loop', data: { id: sourceCode.getText(id) } });
      }
    },
  }),
});

/** A constant of another file is a constant, too. */
function isImportedName(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  const root = node.type === 'MemberExpression' && !node.computed ? node.object : node;
  return valueOf(root, sourceCode)?.kind === 'imported';
}

function isInLoop(node: TSESTree.Node): boolean {
  for (const around of ancestorsOf(node)) {
    if (isLoop(around)) return true;
    if (isFunction(around)) return false;
  }
  return false;
}
