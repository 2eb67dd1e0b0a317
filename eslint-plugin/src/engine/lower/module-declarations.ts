import type * as Ast from 'oxc-parser';
import type { Expression, Statement } from '../module-code.js';
import type { LoweringContext } from './context.js';
import { lowerExpression, spanOf } from './expressions.js';
import { namesOf } from './patterns.js';
import { lowerStatement } from './statements.js';

const STATIC = { isEager: false, isIgnored: false } as const;

/** Imports and exports; anything else that has no meaning at run time gives no statement. */
export function lowerModuleDeclaration(context: LoweringContext, node: Ast.Statement | Ast.Directive): Statement[] {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      return lowerNamedExport(context, node);
    case 'ExportDefaultDeclaration':
      return lowerDefaultExport(context, node);
    case 'ExportAllDeclaration': {
      if (node.exportKind === 'type') return [];
      const index = addImport(context, node.source, 'export');
      if (node.exported === null) context.starExports.push(index);
      else setExport(context, nameOf(node.exported), ['namespace', index], node);
      return [];
    }
    case 'TSExportAssignment': {
      const value = lowerExpression(context, node.expression);
      setExport(context, '=', ['expression', value], node);
      return [['expression', value]];
    }
    case 'TSImportEqualsDeclaration': {
      const variable = context.scope.find(node.id.name);
      if (node.importKind === 'type' || variable === undefined) return [];
      const { moduleReference: reference } = node;
      if (reference.type === 'TSExternalModuleReference') {
        const index = context.addImport({
          request: reference.expression.value,
          kind: 'require',
          span: spanOf(reference.expression),
          ...STATIC,
        });
        context.importsByRequire.push({ index, variables: [variable] });
        return [['declare', ['variable', variable], ['import', index]]];
      }
      return [['declare', ['variable', variable], lowerAlias(context, variable, reference)]];
    }
    default:
      return [];
  }
}

// `import go = A.B.go`. It needs A where somebody needs it: all of it may be types.
function lowerAlias(context: LoweringContext, alias: number, name: Ast.TSTypeName): Expression {
  if (name.type === 'TSQualifiedName')
    return ['member', lowerAlias(context, alias, name.left), name.right.name, spanOf(name), false];
  const of = name.type === 'Identifier' ? context.scope.find(name.name) : undefined;
  if (of === undefined) return ['builtin', 'unknown'];
  context.aliases.push({ alias, of });
  return ['variable', of];
}

/** The variables of import declarations, which are known in the whole module. */
export function declareImports(
  context: LoweringContext,
  statements: readonly (Ast.Statement | Ast.Directive)[],
): ImportBinding[] {
  const bindings: ImportBinding[] = [];
  for (const node of statements) {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') continue;
    const values = node.specifiers.filter((each) => each.type !== 'ImportSpecifier' || each.importKind !== 'type');
    // The compiler drops a declaration that has nothing but types in its braces.
    if (context.isTyped && node.specifiers.length > 0 && values.length === 0) continue;
    const index = addImport(context, node.source, 'import');
    const variables = values.map((each) => {
      const name =
        each.type === 'ImportSpecifier'
          ? nameOf(each.imported)
          : each.type === 'ImportDefaultSpecifier'
            ? 'default'
            : '*';
      return context.declare(context.scope, each.local.name, [index, name]);
    });
    bindings.push({ index, variables });
  }
  return bindings;
}

/** An import declaration: the index of its import, and the variables that it declares. */
export interface ImportBinding {
  readonly index: number;
  readonly variables: readonly number[];
}

function lowerNamedExport(context: LoweringContext, node: Ast.ExportNamedDeclaration): Statement[] {
  const { declaration, source } = node;
  if (declaration != null) {
    const statements = lowerStatement(context, declaration);
    const names =
      declaration.type === 'VariableDeclaration'
        ? declaration.declarations.flatMap(({ id }) => namesOf(id))
        : 'id' in declaration && declaration.id?.type === 'Identifier'
          ? [declaration.id.name]
          : [];
    for (const name of names) {
      const variable = context.scope.own(name);
      if (variable !== undefined) setExport(context, name, ['variable', variable], declaration);
    }
    return statements;
  }
  if (node.exportKind === 'type') return [];
  const values = node.specifiers.filter(({ exportKind }) => exportKind !== 'type');
  if (source === null) {
    for (const specifier of values) {
      const variable = context.scope.find(nameOf(specifier.local));
      if (variable === undefined) continue;
      context.read.add(variable);
      setExport(context, nameOf(specifier.exported), ['variable', variable], specifier);
    }
    return [];
  }
  if (values.length === 0 && node.specifiers.length > 0 && context.isTyped) return [];
  const index = addImport(context, source, 'export');
  for (const specifier of values) {
    setExport(context, nameOf(specifier.exported), ['from', index, nameOf(specifier.local)], specifier);
  }
  return [];
}

function lowerDefaultExport(context: LoweringContext, node: Ast.ExportDefaultDeclaration): Statement[] {
  const { declaration } = node;
  if (declaration.type === 'TSInterfaceDeclaration') return [];
  if (
    (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
    declaration.id !== null
  ) {
    const statements = lowerStatement(context, declaration);
    const variable = context.scope.own(declaration.id.name);
    if (variable !== undefined) setExport(context, 'default', ['variable', variable], declaration);
    return statements;
  }
  const variable = context.declare(context.scope, '*default*');
  setExport(context, 'default', ['variable', variable], declaration);
  const value = context.named('the default export', () => lowerExpression(context, declaration));
  if (value[0] === 'function') {
    context.hoisted.push([variable, value[1]]);
    return [];
  }
  return [['declare', ['variable', variable], value]];
}

function addImport(context: LoweringContext, source: Ast.StringLiteral, kind: 'import' | 'export'): number {
  return context.addImport({ request: source.value, kind, span: spanOf(source), ...STATIC });
}

function setExport(
  context: LoweringContext,
  name: string,
  value: LoweringContext['exports'][string],
  node: Ast.Span,
): void {
  context.exports[name] = value;
  context.exportSpans[name] = spanOf(node);
}

function nameOf(node: Ast.ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name;
}
