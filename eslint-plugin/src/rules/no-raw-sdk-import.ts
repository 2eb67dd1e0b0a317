import type { TSESTree } from '@typescript-eslint/utils';
import { dependsOnHandrail, manifestOf } from '../manifest.js';
import { createRule } from '../rule.js';

/** The packages that have a wrapper of the same name. */
const WRAPPED = /^@temporalio\/(activity|client|common|testing|worker|workflow)(?=\/|$)/;

export const noRawSdkImport = createRule({
  name: 'no-raw-sdk-import',
  demands: 'In a package that depends on Handrail, the SDK is imported through it.',
  family: 'adoption',
  config: 'recommended',
  codes: [],
  looksAt: 'any',
  fixable: 'code',
  messages: {
    raw: '{{raw}} goes past the guards of {{wrapped}}, on which this package depends: import {{wrapped}}, which has the same exports.',
    missing:
      '{{raw}} goes past the guards of Handrail, which this package uses elsewhere: install {{wrapped}}, which has the same exports, and import that.',
  },
  create: (context) => {
    const manifest = manifestOf(context.filename);
    if (!dependsOnHandrail(manifest)) return {};
    const { dependencies } = manifest;
    const check = (source: TSESTree.Node | null | undefined) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const match = WRAPPED.exec(source.value);
      if (match === null) return;
      const [raw, name = ''] = match;
      const wrapped = `@handrail/${name}`;
      const isInstalled = dependencies.has(wrapped);
      context.report({
        node: source,
        messageId: isInstalled ? 'raw' : 'missing',
        data: { raw: source.value, wrapped },
        // Inside the quotes, whichever they are.
        fix: isInstalled
          ? (fixer) => fixer.replaceTextRange([source.range[0] + 1, source.range[0] + 1 + raw.length], wrapped)
          : null,
      });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
      TSExternalModuleReference: ({ expression }) => check(expression),
      CallExpression: ({ callee, arguments: [first] }) => {
        const isRequire =
          (callee.type === 'Identifier' && callee.name === 'require') ||
          (callee.type === 'MemberExpression' &&
            callee.object.type === 'Identifier' &&
            callee.object.name === 'require') ||
          (callee.type === 'MemberExpression' &&
            callee.object.type === 'Identifier' &&
            /^(?:jest|vi)$/.test(callee.object.name));
        if (isRequire) check(first);
      },
    };
  },
});
