import { createRule } from '../rule.js';
import { fold } from '../options/fold.js';
import type { SourceCode } from '../syntax/nodes.js';
import { valueOf } from '../syntax/values.js';
import { nodesOfTypes } from '../syntax/walk.js';
import type { TSESTree } from '@typescript-eslint/utils';

export const noDeprecatedPatchInUse = createRule({
  name: 'no-deprecated-patch-in-use',
  demands: 'A patch that is deprecated is not asked for any more.',
  family: 'versioning',
  config: 'recommended',
  codes: [],
  messages: {
    both: 'Patch {{id}} is deprecated in line {{line}}, and asked for here: deprecatePatch says that no execution runs the old code any more, so patched must go, and the old code with it. Keep patched alone until then.',
  },
  create: (context) => ({
    Program() {
      const calls = patchCallsIn(context.sourceCode);
      for (const { node, name, id } of calls) {
        const deprecation = calls.find((each) => each.name === 'deprecatePatch' && each.id === id);
        if (name !== 'patched' || deprecation === undefined) continue;
        context.report({
          node,
          messageId: 'both',
          data: { id: `'${id}'`, line: String(deprecation.node.loc.start.line) },
        });
      }
    },
  }),
});

interface PatchCall {
  readonly node: TSESTree.CallExpression;
  readonly name: string;
  readonly id: string;
}

function patchCallsIn(sourceCode: SourceCode): PatchCall[] {
  if (!sourceCode.text.includes('deprecatePatch')) return [];
  return nodesOfTypes(['CallExpression'], sourceCode).flatMap((node) => {
    const [first] = node.arguments;
    if (first === undefined) return [];
    const called = valueOf(node.callee, sourceCode);
    if (called?.kind !== 'sdk' || called.package !== 'workflow') return [];
    const id = fold(first, sourceCode);
    return id.kind === 'value' && typeof id.value === 'string' ? [{ node, name: called.name, id: id.value }] : [];
  });
}
