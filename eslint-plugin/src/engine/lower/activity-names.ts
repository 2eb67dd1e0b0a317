import type * as Ast from 'oxc-parser';

const PROXIES = /^proxy(?:Local)?Activities$/;

/**
 * The names whose types proxies are made of, as in `proxyActivities<typeof activities>()`: what they stand for runs in a worker,
 * even where it is written in the workflow's file.
 */
export function activityNamesOf(types: readonly Ast.TSTypeParameterInstantiation[], program: Ast.Program): string[] {
  const aliases = new Map<string, unknown>();
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'TSTypeAliasDeclaration') aliases.set(declared.id.name, declared.typeAnnotation);
  }
  const names = new Set<string>();
  const open: unknown[] = [...types];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (typeof each !== 'object' || each === null) continue;
    const node = each as { type?: string; exprName?: { name?: string }; typeName?: { name?: string } };
    if (node.type === 'TSTypeQuery' && node.exprName?.name !== undefined) names.add(node.exprName.name);
    const alias = node.type === 'TSTypeReference' ? (node.typeName?.name ?? '') : '';
    if (aliases.has(alias)) {
      open.push(aliases.get(alias));
      aliases.delete(alias);
    }
    for (const [key, part] of Object.entries(each)) if (part !== undefined && key !== 'parent') open.push(part);
  }
  return [...names];
}

/** Whether a call makes a proxy of activities. */
export function isActivityProxy(callee: Ast.Expression): boolean {
  if (callee.type === 'Identifier') return PROXIES.test(callee.name);
  return (
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && PROXIES.test(callee.property.name)
  );
}
