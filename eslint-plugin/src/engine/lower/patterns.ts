import type * as Ast from 'oxc-parser';
import type { Expression, Pattern } from '../module-code.js';
import { type LoweringContext, variableNode } from './context.js';
import { lowerExpression, lowerKey, spanOf } from './expressions.js';

type AnyPattern = Ast.BindingPattern | Ast.AssignmentTarget | Ast.AssignmentTargetMaybeDefault | Ast.ParamPattern;

/** What is assigned to, or declared: names, members, and patterns of them. */
export function lowerTarget(context: LoweringContext, node: AnyPattern): Pattern {
  switch (node.type) {
    case 'Identifier': {
      const variable = context.scope.find(node.name);
      return variable === undefined ? ['global', node.name, spanOf(node)] : variableNode(variable);
    }
    case 'MemberExpression': {
      const target = lowerExpression(context, node);
      return target[0] === 'member' || target[0] === 'element' ? target : ['global', '', spanOf(node)];
    }
    case 'AssignmentPattern': {
      const hint = node.left.type === 'Identifier' ? node.left.name : undefined;
      return [
        'default',
        lowerTarget(context, node.left),
        context.named(hint, () => lowerExpression(context, node.right)),
      ];
    }
    case 'ObjectPattern':
      return lowerObjectPattern(context, node);
    case 'ArrayPattern':
      return lowerArrayPattern(context, node.elements);
    case 'RestElement':
      return lowerTarget(context, node.argument);
    case 'TSParameterProperty':
      return lowerTarget(context, node.parameter);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return lowerTarget(context, node.expression as AnyPattern);
    default:
      return ['global', '', [0, 0]];
  }
}

function lowerObjectPattern(context: LoweringContext, node: Ast.ObjectPattern | Ast.ObjectAssignmentTarget): Pattern {
  const properties: (readonly [string | Expression, Pattern])[] = [];
  let rest: Pattern | null = null;
  for (const property of node.properties) {
    if (property.type === 'RestElement') rest = lowerTarget(context, property.argument);
    else properties.push([lowerKey(context, property.key, property.computed), lowerTarget(context, property.value)]);
  }
  return ['object', properties, rest, spanOf(node)];
}

function lowerArrayPattern(
  context: LoweringContext,
  elements: readonly (AnyPattern | Ast.BindingRestElement | Ast.AssignmentTargetRest | null)[],
): Pattern {
  const targets: (Pattern | null)[] = [];
  let rest: Pattern | null = null;
  for (const element of elements) {
    if (element?.type === 'RestElement') rest = lowerTarget(context, element.argument);
    else targets.push(element === null ? null : lowerTarget(context, element));
  }
  return ['array', targets, rest];
}

/** The names that a pattern declares. */
export function namesOf(node: AnyPattern | Ast.BindingRestElement | Ast.AssignmentTargetRest | null): string[] {
  switch (node?.type) {
    case 'Identifier':
      return [node.name];
    case 'AssignmentPattern':
      return namesOf(node.left);
    case 'RestElement':
      return namesOf(node.argument);
    case 'TSParameterProperty':
      return namesOf(node.parameter);
    case 'ObjectPattern':
      return node.properties.flatMap((each) => namesOf(each.type === 'RestElement' ? each.argument : each.value));
    case 'ArrayPattern':
      return node.elements.flatMap((each) => namesOf(each));
    default:
      return [];
  }
}
