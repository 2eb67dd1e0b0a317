import type * as Ast from 'oxc-parser';
import type { ClassCode, ClassMember, Expression } from '../module-code.js';
import type { LoweringContext } from './context.js';
import { lowerExpression, lowerKey, spanOf } from './expressions.js';
import { declareHoisted } from './declarations.js';
import { lowerFunction } from './functions.js';
import { lowerStatements } from './statements.js';

/** A class: its parent, its constructor and its members, each of them a function. */
export function lowerClass(context: LoweringContext, node: Ast.Class): ClassCode {
  const name = node.id?.name ?? context.nameHint ?? 'a class';
  return context.inBlock(() => {
    if (node.id !== null && node.type === 'ClassExpression') context.declare(context.scope, node.id.name);
    const parent = node.superClass === null ? null : lowerExpression(context, node.superClass);
    const decorators = lowerDecorators(context, node.decorators);
    let construct: number | null = null;
    const members: ClassMember[] = [];
    for (const element of node.body.body) {
      if (element.type === 'MethodDefinition' && element.kind === 'constructor') {
        construct = functionIndex(context, element.value, `new ${name}`) ?? construct;
        decorators.push(...ofParameters(context, element.value));
        continue;
      }
      const member = lowerElement(context, element, name);
      if (member !== undefined) members.push(member);
    }
    return { name, parent, construct, members, decorators };
  });
}

function lowerElement(context: LoweringContext, element: Ast.ClassElement, className: string): ClassMember | undefined {
  switch (element.type) {
    case 'MethodDefinition': {
      const key = lowerKey(context, element.key, element.computed);
      const value = functionIndex(context, element.value, `${className}.${typeof key === 'string' ? key : 'a method'}`);
      const kind = element.kind === 'get' ? 'getter' : element.kind === 'set' ? 'setter' : 'method';
      return value === undefined
        ? undefined
        : {
            isStatic: element.static,
            kind,
            key,
            value,
            decorators: [...lowerDecorators(context, element.decorators), ...ofParameters(context, element.value)],
          };
    }
    case 'PropertyDefinition':
    case 'AccessorProperty': {
      const key = lowerKey(context, element.key, element.computed);
      return {
        isStatic: element.static,
        kind: 'field',
        key,
        value: initialiser(context, element, key, className),
        decorators: lowerDecorators(context, element.decorators),
      };
    }
    case 'StaticBlock':
      return {
        isStatic: true,
        kind: 'block',
        key: '',
        value: context.addFunction(() => {
          declareHoisted(context, element.body);
          return { ...thunk(`static block of ${className}`, element), body: lowerStatements(context, element.body) };
        }),
        decorators: [],
      };
    default:
      return undefined;
  }
}

// A tree of plain JavaScript has no list of them.
function lowerDecorators(context: LoweringContext, decorators: readonly Ast.Decorator[] | undefined): Expression[] {
  return (decorators ?? []).map(({ expression }) => lowerExpression(context, expression));
}

// They run when the class is made, as those of the method do.
function ofParameters(context: LoweringContext, { params }: Ast.Function): Expression[] {
  return params.flatMap((each) => lowerDecorators(context, (each as { decorators?: Ast.Decorator[] }).decorators));
}

function initialiser(
  context: LoweringContext,
  node: Ast.PropertyDefinition | Ast.AccessorProperty,
  key: ClassMember['key'],
  className: string,
): number | null {
  const { value } = node;
  if (value == null) return null;
  const name = `${className}.${typeof key === 'string' ? key : 'a field'}`;
  return context.addFunction(() => ({
    ...thunk(name, node),
    body: [['return', context.named(name, () => lowerExpression(context, value))]],
  }));
}

function thunk(name: string, node: Ast.Span) {
  // An arrow function, since `this` is that of the class around.
  return {
    name,
    span: spanOf(node),
    parameters: [],
    rest: null,
    isArrow: false,
    isGenerator: false,
  } as const;
}

function functionIndex(context: LoweringContext, node: Ast.Function, name: string): number | undefined {
  if (node.body == null) return undefined;
  const expression = lowerFunction(context, node, name);
  return expression[0] === 'function' ? expression[1] : undefined;
}
