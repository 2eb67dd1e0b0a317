import type * as Ast from 'oxc-parser';
import type { Expression, Pattern, Statement } from '../module-code.js';
import type { LoweringContext } from './context.js';
import { declareHoisted } from './declarations.js';
import { lowerExpression, spanOf } from './expressions.js';
import { lowerTarget, namesOf } from './patterns.js';
import { lowerStatements } from './statements.js';

/** A function with its parameters and body. */
export function lowerFunction(
  context: LoweringContext,
  node: Ast.Function | Ast.ArrowFunctionExpression,
  hint: string | undefined,
): Expression {
  const ownName = node.type === 'ArrowFunctionExpression' ? undefined : node.id?.name;
  const name = ownName ?? hint ?? 'a function';
  const index = context.addFunction(() => {
    // A function expression sees itself under its own name.
    if (node.type === 'FunctionExpression' && ownName !== undefined) context.declare(context.scope, ownName);
    for (const parameter of node.params) for (const each of namesOf(parameter)) context.declare(context.scope, each);
    const parameters: Pattern[] = [];
    const properties: Statement[] = [];
    let rest: Pattern | null = null;
    for (const parameter of node.params) {
      if (parameter.type === 'RestElement') rest = lowerTarget(context, parameter);
      else if (parameter.type === 'Identifier' && parameter.name === 'this') continue;
      else parameters.push(lowerTarget(context, parameter));
      if (parameter.type === 'TSParameterProperty') properties.push(...assignToThis(context, parameter));
    }
    return {
      name,
      span: spanOf(node),
      parameters: parameters.slice(),
      rest,
      body: properties.length === 0 ? lowerBody(context, node) : [...properties, ...lowerBody(context, node)],
      isArrow: node.type === 'ArrowFunctionExpression',
      isGenerator: node.generator,
    };
  });
  return ['function', index];
}

function lowerBody(context: LoweringContext, node: Ast.Function | Ast.ArrowFunctionExpression): readonly Statement[] {
  const { body } = node;
  if (body == null) return [];
  if (body.type !== 'BlockStatement') {
    return [['return', context.named(context.nameHint, () => lowerExpression(context, body))]];
  }
  declareHoisted(context, body.body);
  return lowerStatements(context, body.body);
}

function assignToThis(context: LoweringContext, parameter: Ast.TSParameterProperty): Statement[] {
  return namesOf(parameter).map((name) => [
    'expression',
    ['assign', ['member', ['this'], name, spanOf(parameter), false], lowerExpression(context, identifier(name)), false],
  ]);
}

function identifier(name: string): Ast.IdentifierReference {
  return { type: 'Identifier', name, start: 0, end: 0 };
}
