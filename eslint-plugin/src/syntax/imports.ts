import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from './nodes.js';

/** How a file says a name of the workflow package, and the fix that imports it where it is not yet. */
export interface ImportedName {
  readonly text: string;
  readonly fix: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
}

const WORKFLOW_PACKAGE = /^@(?:temporalio|handrail)\/workflow$/;

/** A name of the workflow package, for the code that a fix or a suggestion writes. */
export function importedName(name: string, { ast, text }: SourceCode): ImportedName {
  const imports = ast.body.filter(
    (node): node is TSESTree.ImportDeclaration =>
      node.type === 'ImportDeclaration' && node.importKind !== 'type' && WORKFLOW_PACKAGE.test(node.source.value),
  );
  const nothing = () => [];
  for (const { specifiers } of imports) {
    for (const specifier of specifiers) {
      if (specifier.type === 'ImportNamespaceSpecifier')
        return { text: `${specifier.local.name}.${name}`, fix: nothing };
      const { local } = specifier;
      if (specifier.type === 'ImportSpecifier' && specifier.importKind !== 'type' && isNamed(specifier, name)) {
        return { text: local.name, fix: nothing };
      }
    }
  }
  const last = imports.flatMap(({ specifiers }) => specifiers).findLast(({ type }) => type === 'ImportSpecifier');
  if (last !== undefined) return { text: name, fix: (fixer) => [fixer.insertTextAfter(last, `, ${name}`)] };
  const scope = /['"]@handrail\//.test(text) ? '@handrail' : '@temporalio';
  const line = `import { ${name} } from '${scope}/workflow';\n`;
  return { text: name, fix: (fixer) => [fixer.insertTextBeforeRange([ast.body[0]?.range[0] ?? 0, 0], line)] };
}

function isNamed({ imported }: TSESTree.ImportSpecifier, name: string): boolean {
  return (imported.type === 'Identifier' ? imported.name : imported.value) === name;
}
