import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { importedName } from '../syntax/imports.js';
import { ancestorsOf, type SourceCode, wrapped } from '../syntax/nodes.js';
import { variableOf } from '../syntax/variables.js';

const ACTIVITY_MODULE = /(?:^|[/.-])activit(?:y|ies)(?:[/.-]|$)/i;
const NAMESPACE = 'activities';

/**
 * Makes proxies of the activities that a file imports and calls itself. Offered where each imported name is called and waited
 * for, in a TypeScript file: anything else would not compile afterwards.
 */
export function callAsActivity(
  node: TSESTree.Node | null,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction | undefined {
  const declaration = node === null ? undefined : importAround(node, sourceCode);
  if (declaration === undefined || !ACTIVITY_MODULE.test(declaration.source.value)) return undefined;
  const { specifiers, source } = declaration;
  const names = specifiers.flatMap((each) => (isNamed(each) ? [each] : []));
  if (names.length === 0 || names.length < specifiers.length || isTaken(sourceCode)) return undefined;
  if (!names.every((each) => isOnlyAwaited(each, sourceCode))) return undefined;
  const proxyActivities = importedName('proxyActivities', sourceCode);
  const pattern = names.map(({ imported, local }) => {
    const name = imported.type === 'Identifier' ? imported.name : imported.value;
    return name === local.name ? name : `${name}: ${local.name}`;
  });
  const proxies = `\n\nconst { ${pattern.join(', ')} } = ${proxyActivities.text}<typeof ${NAMESPACE}>({ startToCloseTimeout: '1 minute' });`;
  const imports = sourceCode.ast.body.filter(({ type }) => type === 'ImportDeclaration');
  const last = imports.at(-1) ?? declaration;
  const types = `import type * as ${NAMESPACE} from ${source.raw};`;
  return (fixer) => [
    ...proxyActivities.fix(fixer),
    fixer.replaceText(declaration, last === declaration ? types + proxies : types),
    ...(last === declaration ? [] : [fixer.insertTextAfter(last, proxies)]),
  ];
}

/** The import that a place of the file is in, or that a name there comes from. */
function importAround(node: TSESTree.Node, sourceCode: SourceCode): TSESTree.ImportDeclaration | undefined {
  for (const each of [node, ...ancestorsOf(node)]) if (each.type === 'ImportDeclaration') return each;
  const definition = node.type === 'Identifier' ? variableOf(node, sourceCode)?.defs[0] : undefined;
  return definition?.parent?.type === 'ImportDeclaration' ? definition.parent : undefined;
}

function isNamed(specifier: TSESTree.ImportClause): specifier is TSESTree.ImportSpecifier {
  return specifier.type === 'ImportSpecifier' && specifier.importKind !== 'type';
}

function isTaken({ scopeManager }: SourceCode): boolean {
  return scopeManager?.scopes.some(({ set }) => set.has(NAMESPACE)) ?? true;
}

// An activity gives a promise, whatever its function gave.
function isOnlyAwaited(specifier: TSESTree.ImportSpecifier, sourceCode: SourceCode): boolean {
  const variables = sourceCode.getDeclaredVariables?.(specifier) ?? [];
  return variables.every(({ references }) =>
    references.every(({ identifier }) => {
      const { parent } = identifier;
      if (parent.type !== 'CallExpression' || parent.callee !== identifier) return false;
      const around = wrapped(parent).parent?.type;
      return around === 'AwaitExpression' || around === 'ReturnStatement';
    }),
  );
}
