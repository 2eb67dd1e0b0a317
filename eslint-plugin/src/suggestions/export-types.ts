import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceCode } from '../syntax/nodes.js';

/**
 * Lets a file pass on the types of a module without the module itself. Of an import the compiler sees what is used as a type
 * only; of what is exported again it cannot.
 */
export function exportTypes(
  node: TSESTree.Node | null,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction | undefined {
  for (const each of node === null ? [] : [node, ...ancestorsOf(node)]) {
    if (each.type !== 'ExportNamedDeclaration' && each.type !== 'ExportAllDeclaration') continue;
    const keyword = sourceCode.getFirstToken(each);
    if (each.exportKind === 'type' || keyword === null || !mayBeTypes(each)) return undefined;
    return (fixer) => fixer.insertTextAfter(keyword, ' type');
  }
  return undefined;
}

function mayBeTypes(node: TSESTree.ExportNamedDeclaration | TSESTree.ExportAllDeclaration): boolean {
  if (node.type === 'ExportAllDeclaration') return node.source.value.startsWith('.');
  const names = node.specifiers.map(({ local, exportKind }) => exportKind === 'value' && 'name' in local && local.name);
  return names.length > 0 && names.every((name) => name !== false && /^[A-Z]/.test(name));
}
