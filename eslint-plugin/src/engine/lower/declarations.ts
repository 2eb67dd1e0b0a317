import type * as Ast from 'oxc-parser';
import type { LoweringContext } from './context.js';
import { namesIn } from './namespaces.js';
import { namesOf } from './patterns.js';

type AnyStatement = Ast.Statement | Ast.Directive;

/**
 * Declares what a list of statements declares before any of them runs: its own names, and where the list is the body of a
 * function also the `var`s of the blocks in it.
 */
export function declareHoisted(context: LoweringContext, statements: readonly AnyStatement[]): void {
  declareLexical(context, statements);
  for (const statement of statements) declareVars(context, statement);
}

/** Declares the names that a block has for itself. */
export function declareLexical(context: LoweringContext, statements: readonly AnyStatement[]): void {
  for (const statement of statements) {
    const declaration = declarationOf(statement);
    switch (declaration?.type) {
      case 'VariableDeclaration':
        if (declaration.declare === true) {
          for (const { id } of declaration.declarations) for (const name of namesOf(id)) context.ambient.add(name);
          break;
        }
        if (declaration.kind === 'var') break;
        for (const { id } of declaration.declarations) declare(context, namesOf(id));
        break;
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        if (declaration.id !== null && declaration.declare !== true) declare(context, [declaration.id.name]);
        break;
      case 'TSEnumDeclaration':
        if (!declaration.declare) declare(context, [declaration.id.name]);
        break;
      case 'TSModuleDeclaration':
        if (!declaration.declare && hasValues(declaration)) declare(context, namesIn(declaration.id).slice(0, 1));
        break;
      case 'TSImportEqualsDeclaration':
        if (declaration.importKind !== 'type') declare(context, [declaration.id.name]);
        break;
      default:
    }
  }
}

/** Whether a namespace holds anything but types. */
export function hasValues(node: Ast.TSModuleDeclaration | Ast.TSGlobalDeclaration): boolean {
  const { body } = node;
  if (body == null || node.kind === 'global') return false;
  if (!('body' in body) || !Array.isArray(body.body)) return true;
  return body.body.some((each) => {
    const declaration = declarationOf(each);
    return (
      declaration !== undefined &&
      declaration.type !== 'TSInterfaceDeclaration' &&
      declaration.type !== 'TSTypeAliasDeclaration'
    );
  });
}

/** What a statement declares, under `export` too. */
export function declarationOf(
  statement: AnyStatement,
): Exclude<AnyStatement, Ast.ExportNamedDeclaration> | Ast.Declaration | undefined {
  if (statement.type === 'ExportNamedDeclaration') return statement.declaration ?? undefined;
  if (statement.type === 'ExportDefaultDeclaration') {
    const { declaration } = statement;
    return declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
      ? declaration
      : undefined;
  }
  return statement;
}

function declare(context: LoweringContext, names: readonly string[]): void {
  for (const name of names) context.declare(context.scope, name);
}

function declareVars(context: LoweringContext, statement: AnyStatement | null | undefined): void {
  switch (statement?.type) {
    case 'VariableDeclaration':
      if (statement.kind !== 'var' || statement.declare === true) return;
      for (const { id } of statement.declarations) {
        for (const name of namesOf(id)) context.declare(context.scope.functionScope, name);
      }
      return;
    case 'ExportNamedDeclaration':
      if (statement.declaration?.type === 'VariableDeclaration') declareVars(context, statement.declaration);
      return;
    case 'BlockStatement':
      for (const each of statement.body) declareVars(context, each);
      return;
    case 'IfStatement':
      declareVars(context, statement.consequent);
      declareVars(context, statement.alternate);
      return;
    case 'ForStatement':
      if (statement.init?.type === 'VariableDeclaration') declareVars(context, statement.init);
      declareVars(context, statement.body);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      if (statement.left.type === 'VariableDeclaration') declareVars(context, statement.left);
      declareVars(context, statement.body);
      return;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      declareVars(context, statement.body);
      return;
    case 'TryStatement':
      declareVars(context, statement.block);
      declareVars(context, statement.handler?.body);
      declareVars(context, statement.finalizer);
      return;
    case 'SwitchStatement':
      for (const { consequent } of statement.cases) for (const each of consequent) declareVars(context, each);
      return;
    default:
  }
}
