import type * as Ast from 'oxc-parser';
import type { Expression, Property, Statement } from '../module-code.js';
import type { LoweringContext } from './context.js';
import { declareHoisted, hasValues } from './declarations.js';
import { lowerExpression, spanOf } from './expressions.js';
import { namesOf } from './patterns.js';
import { lowerStatement } from './statements.js';

type AnyStatement = Ast.Statement | Ast.Directive;

/** An enum: an object of its members and, where they are numbers, of their names. Several of one name are one. */
export function lowerEnum(context: LoweringContext, node: Ast.TSEnumDeclaration): Statement[] {
  const variable = context.scope.find(node.id.name);
  if (variable === undefined) return [];
  let next: number | undefined = 0;
  const own: string[] = [];
  const numbers = new Map<string, number>();
  const members = node.body.members.flatMap((member): Property[] => {
    const key = member.id.type === 'Identifier' ? member.id.name : 'value' in member.id ? String(member.id.value) : '';
    const value: Expression =
      member.initializer == null
        ? next === undefined
          ? ['typed', 'number']
          : ['constant', next]
        : folded(
            context.withMembers(variable, own, () => lowerExpression(context, member.initializer as Ast.Expression)),
            { of: variable, numbers },
          );
    const number = value[0] === 'constant' && typeof value[1] === 'number' ? value[1] : undefined;
    if (number !== undefined) numbers.set(key, number);
    next = number === undefined ? undefined : number + 1;
    own.push(key);
    context.addMember(variable, key);
    return number === undefined
      ? [['property', key, value]]
      : [
          ['property', key, value],
          ['property', String(number), ['constant', key]],
        ];
  });
  return [['declare', ['variable', variable], ['object', members, context.nextSite()]]];
}

const OF_NUMBERS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '<<': (a, b) => a << b,
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
  '+': (a, b) => a + b,
  '*': (a, b) => a * b,
};

/** The numbers that the members of an enum have, which is a variable. */
interface MembersSoFar {
  readonly of: number;
  readonly numbers: ReadonlyMap<string, number>;
}

// The compiler works out what a member is, too: `Paid = 1 << 2`, `Open = New | Paid`.
function folded(value: Expression, members: MembersSoFar): Expression {
  const number = numberOf(value, members);
  return number === undefined ? value : ['constant', number];
}

function numberOf(value: Expression, members: MembersSoFar): number | undefined {
  if (value[0] === 'constant') return typeof value[1] === 'number' ? value[1] : undefined;
  if (value[0] === 'member')
    return value[1][0] === 'variable' && value[1][1] === members.of ? members.numbers.get(value[2]) : undefined;
  if (value[0] !== 'binary') return undefined;
  const [left, right] = [numberOf(value[2], members), numberOf(value[3], members)];
  return left === undefined || right === undefined ? undefined : OF_NUMBERS[value[1]]?.(left, right);
}

/** A namespace: an object that what it exports is assigned to. Several of one name are one, as are a namespace and a class. */
export function lowerNamespace(
  context: LoweringContext,
  node: Ast.TSModuleDeclaration | Ast.TSGlobalDeclaration,
): Statement[] {
  const { id, body } = node;
  if (id.type === 'Literal' || body == null || !('body' in body) || !Array.isArray(body.body)) return [];
  const [first = '', ...others] = namesIn(id);
  const variable = context.scope.find(first);
  if (variable === undefined) return [];
  return [
    ['declare', ['variable', variable], ['object', [], context.nextSite()]],
    ...lowerParts(context, variable, others, body.body, node),
  ];
}

// `namespace A.B {}` is a namespace in a namespace.
function lowerParts(
  context: LoweringContext,
  variable: number,
  [inner, ...others]: readonly string[],
  statements: readonly AnyStatement[],
  node: Ast.Span,
): Statement[] {
  if (inner === undefined) return lowerBody(context, variable, statements);
  return context.inBlock(() => {
    const own = context.declare(context.scope, inner);
    context.addMember(variable, inner);
    const span = spanOf(node);
    return [
      ['declare', ['variable', own], ['object', [], context.nextSite()]],
      ['expression', ['assign', ['member', ['variable', variable], inner, span, false], ['variable', own], false]],
      ...lowerParts(context, own, others, statements, node),
    ];
  });
}

function lowerBody(context: LoweringContext, variable: number, statements: readonly AnyStatement[]): Statement[] {
  const before = context.membersOf(variable);
  return context.withMembers(variable, before, () =>
    context.inBlock(() => {
      declareHoisted(context, statements);
      return statements.flatMap((each) => lowerPart(context, variable, each));
    }),
  );
}

function lowerPart(context: LoweringContext, variable: number, statement: AnyStatement): Statement[] {
  if (statement.type !== 'ExportNamedDeclaration') return lowerStatement(context, statement);
  const { declaration } = statement;
  if (declaration == null) return [];
  return [
    ...lowerStatement(context, declaration),
    ...exportedNames(declaration).flatMap((name): Statement[] => {
      const own = context.scope.find(name);
      if (own === undefined) return [];
      context.addMember(variable, name);
      const target = ['member', ['variable', variable], name, spanOf(declaration), false] as const;
      return [['expression', ['assign', target, ['variable', own], false]]];
    }),
  ];
}

function exportedNames(declaration: Ast.Declaration): string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => namesOf(id));
  if (declaration.type === 'TSModuleDeclaration' && !hasValues(declaration)) return [];
  if (!('id' in declaration) || declaration.id == null) return [];
  const { id } = declaration;
  if (id.type === 'Identifier') return [id.name];
  return id.type === 'TSQualifiedName' ? namesIn(id).slice(0, 1) : [];
}

/** The names in `A.B.C`. */
export function namesIn(name: Ast.TSModuleDeclaration['id'] | Ast.TSTypeName): string[] {
  if (name.type === 'Identifier') return [name.name];
  return name.type === 'TSQualifiedName' ? [...namesIn(name.left), name.right.name] : [];
}
