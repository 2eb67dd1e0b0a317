import type * as Ast from 'oxc-parser';
import type { LoopFlow, Pattern, Statement } from '../module-code.js';
import { type LoweringContext, variableNode } from './context.js';
import { declareLexical, hasValues } from './declarations.js';
import { lowerExpression, spanOf } from './expressions.js';
import { endsFunction, isEndless, isLeft } from './jumps.js';
import { lowerModuleDeclaration } from './module-declarations.js';
import { lowerEnum, lowerNamespace } from './namespaces.js';
import { lowerTarget, namesOf } from './patterns.js';

type AnyStatement = Ast.Statement | Ast.Directive;

/** Statements whose names have been declared. */
export function lowerStatements(context: LoweringContext, statements: readonly AnyStatement[]): Statement[] {
  const lowered: Statement[] = [];
  for (const each of statements) for (const statement of lowerStatement(context, each)) lowered.push(statement);
  // A list that has grown has room for more; a copy has not.
  return lowered.slice();
}

/** One statement; what has no effect gives none, and a few give several. */
export function lowerStatement(context: LoweringContext, node: AnyStatement): Statement[] {
  const expression = (each: Ast.Expression | null) => lowerExpression(context, each);
  switch (node.type) {
    case 'ExpressionStatement':
      return [['expression', expression(node.expression)]];
    case 'VariableDeclaration':
      return node.declare === true ? [] : lowerVariables(context, node);
    case 'FunctionDeclaration':
      lowerFunctionDeclaration(context, node);
      return [];
    case 'ClassDeclaration':
      return node.declare === true ? [] : lowerClassDeclaration(context, node);
    case 'ReturnStatement':
      return [['return', node.argument === null ? null : expression(node.argument)]];
    case 'ThrowStatement':
      return [['throw', expression(node.argument), spanOf(node)]];
    case 'IfStatement':
      return [
        [
          'if',
          expression(node.test),
          nested(context, node.consequent),
          nested(context, node.alternate),
          spanOf(node.test),
        ],
      ];
    case 'BlockStatement':
      return [['block', block(context, node.body)]];
    case 'LabeledStatement':
      return lowerLabelled(context, node);
    case 'WhileStatement':
      return [['loop', expression(node.test), nested(context, node.body), null, flowOf(context, node, 'maybe')]];
    case 'DoWhileStatement': {
      const body: Statement[] = [...nested(context, node.body), ['expression', expression(node.test)]];
      return [['loop', null, body, null, flowOf(context, node, 'once')]];
    }
    case 'ForStatement':
      return lowerFor(context, node);
    case 'ForOfStatement':
    case 'ForInStatement':
      return lowerForEach(context, node);
    case 'TryStatement':
      return [lowerTry(context, node)];
    case 'SwitchStatement':
      return [lowerSwitch(context, node)];
    case 'BreakStatement':
    case 'ContinueStatement':
      return [['jump']];
    case 'WithStatement':
      return [['expression', expression(node.object)], ...nested(context, node.body)];
    case 'TSEnumDeclaration':
      return node.declare ? [] : lowerEnum(context, node);
    case 'TSModuleDeclaration':
      return !node.declare && hasValues(node) ? lowerNamespace(context, node) : [];
    default:
      return lowerModuleDeclaration(context, node);
  }
}

/** Declares and lowers a class under its name. */
export function lowerClassDeclaration(context: LoweringContext, node: Ast.Class): Statement[] {
  const name = node.id?.name ?? context.nameHint;
  const value = context.named(name, () => lowerExpression(context, node));
  const variable = node.id === null ? undefined : context.scope.find(node.id.name);
  return variable === undefined ? [['expression', value]] : [['declare', variableNode(variable), value]];
}

/** A declared function exists before the first statement of its block. */
export function lowerFunctionDeclaration(context: LoweringContext, node: Ast.Function): void {
  if (node.body == null || node.id === null || node.declare === true) return;
  const variable = context.scope.find(node.id.name);
  const value = lowerExpression(context, node);
  if (variable !== undefined && value[0] === 'function') context.hoisted.push([variable, value[1]]);
}

function lowerVariables(context: LoweringContext, node: Ast.VariableDeclaration): Statement[] {
  return node.declarations.flatMap(({ id, init }) => {
    const hint = id.type === 'Identifier' ? id.name : undefined;
    const value = init === null ? null : context.named(hint, () => lowerExpression(context, init));
    const declaration: Statement = ['declare', lowerTarget(context, id), value];
    return node.kind.endsWith('using') ? [declaration, ...disposals(context, id)] : [declaration];
  });
}

// What `using` calls when its block ends.
function disposals(context: LoweringContext, id: Ast.BindingPattern): Statement[] {
  const variable = id.type === 'Identifier' ? context.scope.find(id.name) : undefined;
  if (variable === undefined) return [];
  const span = spanOf(id);
  return ['@@dispose', '@@asyncDispose'].map((name) => [
    'expression',
    ['call', ['member', ['variable', variable], name, span, true], [], span, true],
  ]);
}

function block(context: LoweringContext, statements: readonly AnyStatement[]): Statement[] {
  return context.inBlock(() => {
    declareLexical(context, statements);
    return lowerStatements(context, statements);
  });
}

function nested(context: LoweringContext, node: Ast.Statement | null): Statement[] {
  if (node === null) return [];
  return node.type === 'BlockStatement' ? block(context, node.body) : block(context, [node]);
}

function lowerFor(context: LoweringContext, node: Ast.ForStatement): Statement[] {
  return context.inBlock(() => {
    const { init } = node;
    const start: Statement[] = [];
    if (init?.type === 'VariableDeclaration') {
      if (init.kind !== 'var') declareLexical(context, [init]);
      start.push(...lowerVariables(context, init));
    } else if (init !== null) start.push(['expression', lowerExpression(context, init)]);
    const test = node.test === null ? null : lowerExpression(context, node.test);
    const update = node.update === null ? null : lowerExpression(context, node.update);
    return [...start, ['loop', test, nested(context, node.body), update, flowOf(context, node, 'maybe')]];
  });
}

// A break to the label goes on after it: what follows is not dead.
function lowerLabelled(context: LoweringContext, { label, body }: Ast.LabeledStatement): Statement[] {
  return context.labelled(label.name, () => {
    const lowered = nested(context, body);
    return isLeft(body, [label.name], false) ? [['loop', null, lowered, null, 'once']] : lowered;
  });
}

function flowOf(
  { labels }: LoweringContext,
  { test, body }: Ast.ForStatement | Ast.WhileStatement | Ast.DoWhileStatement,
  otherwise: LoopFlow,
): LoopFlow {
  return isEndless(test) && !isLeft(body, labels, true) ? 'for ever' : otherwise;
}

function lowerForEach(context: LoweringContext, node: Ast.ForOfStatement | Ast.ForInStatement): Statement[] {
  const subject = lowerExpression(context, node.right);
  return context.inBlock(() => {
    const { left } = node;
    if (node.type === 'ForOfStatement' && node.await && context.isTopLevel)
      context.moduleAwaits.push([spanOf(node)[0], spanOf(left)[0]]);
    let target: Pattern;
    if (left.type === 'VariableDeclaration') {
      if (left.kind !== 'var') declareLexical(context, [left]);
      const [declarator] = left.declarations;
      target = declarator === undefined ? ['global', '', [0, 0]] : lowerTarget(context, declarator.id);
    } else target = lowerTarget(context, left);
    const kind = node.type === 'ForInStatement' ? 'in' : node.await ? 'await' : 'of';
    const mayEnd = isLeft(node.body, context.labels, true) || endsFunction(node.body);
    return [['for', kind, target, subject, nested(context, node.body), mayEnd]];
  });
}

function lowerTry(context: LoweringContext, node: Ast.TryStatement): Statement {
  const { handler } = node;
  const body = block(context, node.block.body);
  const lowered =
    handler === null
      ? undefined
      : context.inBlock(() => {
          if (handler.param !== null) for (const name of namesOf(handler.param)) context.declare(context.scope, name);
          return {
            param: handler.param === null ? null : lowerTarget(context, handler.param),
            body: block(context, handler.body.body),
          };
        });
  const finalizer = node.finalizer === null ? [] : block(context, node.finalizer.body);
  return ['try', body, lowered?.param ?? null, lowered?.body ?? null, finalizer];
}

function lowerSwitch(context: LoweringContext, node: Ast.SwitchStatement): Statement {
  const subject = lowerExpression(context, node.discriminant);
  return context.inBlock(() => {
    declareLexical(
      context,
      node.cases.flatMap(({ consequent }) => consequent),
    );
    return [
      'switch',
      subject,
      node.cases.map(
        ({ test, consequent }) =>
          [test === null ? null : lowerExpression(context, test), lowerStatements(context, consequent)] as const,
      ),
    ];
  });
}
