import type * as Ast from 'oxc-parser';
import type { Expression, Pattern, Property, Span } from '../module-code.js';
import { isActivityProxy } from './activity-names.js';
import { lowerClass } from './classes.js';
import { type LoweringContext, variableNode } from './context.js';
import { lowerFunction } from './functions.js';
import { lowerTarget } from './patterns.js';

type AnyExpression =
  Ast.Expression | Ast.Argument | Ast.ArrayExpressionElement | Ast.ParenthesizedExpression | Ast.PrivateInExpression;

const UNDEFINED: Expression = ['undefined'];
const LONGEST_CONSTANT = 200;
const LONGEST_AROUND = 60;

/** Where a node stands; nodes of ESLint's trees have a range for it. */
export const spanOf = ({ start, end, range }: Ast.Span & { readonly range?: Span }): Span => range ?? [start, end];

/** An expression without its types, with its names resolved. */
export function lowerExpression(context: LoweringContext, node: AnyExpression | null): Expression {
  if (node === null) return UNDEFINED;
  const lower = LOWERINGS[node.type] as Lowering<Node> | undefined;
  return lower === undefined ? ['builtin', 'unknown'] : lower(context, node);
}

type Lowering<Node> = (context: LoweringContext, node: Node) => Expression;
type Node = NonNullable<AnyExpression>;
// Functions and classes have one interface each, whatever they are called in the tree.
type NodeOf<Type, Each extends Node = Node> = Each extends { readonly type: infer Own }
  ? Type extends Own
    ? Each
    : never
  : never;

const lowerInner: Lowering<{ readonly expression: AnyExpression }> = (context, node) =>
  lowerExpression(context, node.expression);

const lowerDeclaredFunction: Lowering<NodeOf<'FunctionDeclaration'>> = (context, node) =>
  node.body == null ? UNDEFINED : lowerFunction(context, node, context.nameHint);

const lowerFunctionValue: Lowering<NodeOf<'FunctionExpression' | 'ArrowFunctionExpression'>> = (context, node) =>
  lowerFunction(context, node, context.nameHint);

const lowerClassValue: Lowering<NodeOf<'ClassExpression'>> = (context, node) => [
  'class',
  lowerClass(context, node),
  context.nextSite(),
];

// A table and not a switch: V8 compiles what is hot in a switch of this size as one function, which takes it longer than all
// lowering takes.
const LOWERINGS: { readonly [Type in Node['type']]?: Lowering<NodeOf<Type>> } = {
  Literal: (_context, node) => lowerLiteral(node),
  Identifier: (context, node) => readName(context, node.name, spanOf(node)),
  ThisExpression: () => ['this'],
  Super: () => ['super'],
  MemberExpression: lowerMember,
  ChainExpression: lowerInner,
  CallExpression: lowerCall,
  NewExpression: (context, node) => [
    'new',
    lowerExpression(context, node.callee),
    lowerArguments(context, node.callee, node.arguments),
    spanOf(node.callee),
  ],
  FunctionExpression: lowerFunctionValue,
  ArrowFunctionExpression: lowerFunctionValue,
  FunctionDeclaration: lowerDeclaredFunction,
  TSDeclareFunction: lowerDeclaredFunction,
  TSEmptyBodyFunctionExpression: lowerDeclaredFunction,
  ClassExpression: lowerClassValue,
  ClassDeclaration: lowerClassValue,
  ObjectExpression: (context, node) => [
    'object',
    node.properties.map((each) => lowerProperty(context, each)),
    context.nextSite(),
  ],
  ArrayExpression: (context, node) => ['array', lowerAll(context, node.elements), context.nextSite()],
  SpreadElement: (context, node) => ['spread', lowerExpression(context, node.argument)],
  ConditionalExpression: (context, node) => [
    'conditional',
    context.named(undefined, () => lowerExpression(context, node.test)),
    lowerExpression(context, node.consequent),
    lowerExpression(context, node.alternate),
  ],
  LogicalExpression: (context, node) => [
    'logical',
    node.operator,
    lowerExpression(context, node.left),
    lowerExpression(context, node.right),
  ],
  AssignmentExpression: lowerAssignment,
  UpdateExpression: (context, node) => ['assign', lowerTarget(context, node.argument), ['typed', 'number'], true],
  SequenceExpression: (context, node) => ['sequence', lowerAll(context, node.expressions)],
  UnaryExpression: (context, node) => ['unary', node.operator, lowerExpression(context, node.argument)],
  BinaryExpression: (context, node) => [
    'binary',
    node.operator,
    lowerExpression(context, node.left as AnyExpression),
    lowerExpression(context, node.right),
    spanOf(node),
  ],
  TemplateLiteral: lowerTemplate,
  TaggedTemplateExpression: (context, node) => [
    'call',
    lowerExpression(context, node.tag),
    [['builtin', 'Array'], ...lowerAll(context, node.quasi.expressions)],
    spanOf(node.tag),
    false,
  ],
  AwaitExpression: (context, node) => {
    if (context.isTopLevel) context.moduleAwaits.push(spanOf(node));
    return ['await', lowerExpression(context, node.argument)];
  },
  YieldExpression: (context, node) => {
    const given = lowerExpression(context, node.argument);
    return ['yield', node.delegate ? ['spread', given] : given];
  },
  ImportExpression: lowerImportExpression,
  MetaProperty: (_context, node) =>
    node.meta.name === 'import' ? ['builtin', 'import.meta'] : ['builtin', 'new.target'],
  TSAsExpression: lowerInner,
  TSSatisfiesExpression: lowerInner,
  TSNonNullExpression: lowerInner,
  TSTypeAssertion: lowerInner,
  TSInstantiationExpression: lowerInner,
  ParenthesizedExpression: lowerInner,
  JSXElement: (context, node) => lowerJsx(context, node.openingElement, node.children),
  JSXFragment: (context, node) => ['sequence', node.children.map((child) => lowerJsxChild(context, child))],
};

function lowerAll(context: LoweringContext, nodes: readonly (AnyExpression | null)[]): Expression[] {
  return nodes.map((each) => lowerExpression(context, each));
}

/** A name where its value is read. */
export function readName(context: LoweringContext, name: string, span: Span): Expression {
  const namespace = context.memberAround(name);
  if (namespace !== undefined) return ['member', ['variable', namespace], name, span, false];
  const variable = context.scope.find(name);
  if (variable !== undefined) {
    context.read.add(variable);
    return variableNode(variable);
  }
  if (context.ambient.has(name)) return ['builtin', 'unknown'];
  if (name === 'undefined') return UNDEFINED;
  if (name === 'arguments' && !context.isTopLevel) return ['arguments'];
  return ['global', name, span];
}

/** A property key: its name, or an expression where it is computed. */
export function lowerKey(context: LoweringContext, key: Ast.PropertyKey, computed: boolean): string | Expression {
  if (!computed) {
    if (key.type === 'Identifier') return key.name;
    if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  }
  if (key.type === 'Literal') return String(key.value);
  const symbol = wellKnownSymbol(context, key);
  if (symbol !== undefined) return symbol;
  const expression = lowerExpression(context, key as AnyExpression);
  return expression[0] === 'constant' ? String(expression[1]) : expression;
}

// `Symbol.iterator` is a name like any other, which no text can have.
function wellKnownSymbol(context: LoweringContext, key: Ast.PropertyKey): string | undefined {
  if (key.type !== 'MemberExpression' || key.computed || key.object.type !== 'Identifier') return undefined;
  if (key.object.name !== 'Symbol' || context.scope.find('Symbol') !== undefined) return undefined;
  return key.property.type === 'Identifier' ? `@@${key.property.name}` : undefined;
}

function lowerLiteral(node: Extract<Ast.Expression, { type: 'Literal' }>): Expression {
  const { value } = node;
  if ('regex' in node) return ['builtin', 'RegExp'];
  if (typeof value === 'bigint' || 'bigint' in node) return ['typed', 'bigint'];
  if (typeof value === 'string' && value.length > LONGEST_CONSTANT) return ['typed', 'string'];
  return ['constant', value as string | number | boolean | null];
}

function lowerTemplate(context: LoweringContext, node: Ast.TemplateLiteral): Expression {
  const [quasi] = node.quasis;
  if (node.expressions.length === 0 && quasi !== undefined) return ['constant', quasi.value.cooked ?? quasi.value.raw];
  const around = node.quasis.map(({ value }) => value.cooked ?? value.raw);
  const isShort = around.reduce((sum, { length }) => sum + length, 0) <= LONGEST_AROUND;
  return ['text', lowerAll(context, node.expressions), spanOf(node), isShort ? around : null];
}

function lowerMember(context: LoweringContext, node: Ast.MemberExpression): Expression {
  const object = context.named(undefined, () => lowerExpression(context, node.object));
  if (node.property.type === 'PrivateIdentifier') {
    return ['member', object, `#${node.property.name}`, spanOf(node), node.optional];
  }
  const key = lowerKey(context, node.property, node.computed);
  return typeof key === 'string'
    ? ['member', object, key, spanOf(node), node.optional]
    : ['element', object, key, spanOf(node), node.optional];
}

function lowerCall(context: LoweringContext, node: Ast.CallExpression): Expression {
  const { callee, arguments: args } = node;
  const [first] = args;
  if (callee.type === 'Identifier' && callee.name === 'require' && context.scope.find('require') === undefined) {
    const request = first === undefined ? undefined : textOf(first);
    if (first !== undefined && request !== undefined) {
      return ['import', context.addImport({ request, kind: 'require', span: spanOf(first), ...magic(context, node) })];
    }
  }
  if (isRequireResolve(context, callee)) {
    const request = first === undefined ? undefined : textOf(first);
    if (first !== undefined && request !== undefined)
      context.addImport({ request, kind: 'resolve', span: spanOf(first), ...magic(context, node) });
  }
  if (isAssignedToNew(context, node)) {
    const [target, ...sources] = args;
    const literal = lowerExpression(context, target ?? null);
    if (literal[0] === 'object')
      return [
        'object',
        [...literal[1], ...lowerAll(context, sources).map((each): Property => ['spread', each])],
        literal[2],
      ];
  }
  if (node.typeArguments != null && isActivityProxy(callee)) context.activityTypes.push(node.typeArguments);
  const loweredCallee = lowerExpression(context, callee);
  const loweredArguments = lowerArguments(context, callee, args);
  noteGlobals(context, loweredCallee, loweredArguments);
  return ['call', loweredCallee, loweredArguments, spanOf(callee), node.optional];
}

// `Object.assign({ … }, options)` is `{ …, ...options }`.
function isAssignedToNew(context: LoweringContext, { callee, arguments: args }: Ast.CallExpression): boolean {
  const [target] = args;
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'assign' &&
    context.scope.find('Object') === undefined &&
    target?.type === 'ObjectExpression' &&
    target.properties.every((each) => each.type === 'SpreadElement' || each.kind === 'init') &&
    args.every(({ type }) => type !== 'SpreadElement')
  );
}

function isRequireResolve(context: LoweringContext, callee: Ast.Expression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'require' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'resolve' &&
    context.scope.find('require') === undefined
  );
}

/** A text that is written out. */
function textOf(node: Ast.Argument): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'TemplateLiteral' && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

function lowerArguments(context: LoweringContext, callee: Ast.Expression, args: readonly Ast.Argument[]): Expression[] {
  const hint = `callback of ${calleeName(callee)}`;
  return args.map((each) => context.named(hint, () => lowerExpression(context, each)));
}

function calleeName(callee: Ast.Expression): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') return callee.property.name;
  return 'a call';
}

function lowerImportExpression(context: LoweringContext, node: Ast.ImportExpression): Expression {
  const { source } = node;
  const options = { kind: 'dynamic', span: spanOf(node), ...magic(context, node) } as const;
  const literal = textOf(source);
  const expression: Expression | undefined = literal === undefined ? lowerExpression(context, source) : undefined;
  const index = context.addImport({ request: literal ?? '', ...options });
  return expression === undefined ? ['import', index] : ['sequence', [expression, ['import', index]]];
}

function magic(context: LoweringContext, node: Ast.Span): { isEager: boolean; isIgnored: boolean } {
  const comments = context.commentsIn(spanOf(node));
  return {
    isEager: /\bwebpackMode:\s*(['"`])eager\1/.test(comments),
    isIgnored: /\bwebpackIgnore:\s*true\b/.test(comments),
  };
}

const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'self', 'window']);

function isGlobalObject(expression: Expression | undefined): boolean {
  return expression?.[0] === 'global' && GLOBAL_OBJECTS.has(expression[1]);
}

// `globalThis.fetch = …`
function noteGlobal(context: LoweringContext, target: Pattern): void {
  if (target[0] === 'member' && isGlobalObject(target[1])) context.definedGlobals.add(target[2]);
}

// `Object.assign(globalThis, { fetch })`, `Object.defineProperty(globalThis, 'fetch', …)`
function noteGlobals(context: LoweringContext, callee: Expression, [target, what]: readonly Expression[]): void {
  if (callee[0] !== 'member' || !isGlobalObject(target)) return;
  if (callee[2] === 'defineProperty' && what?.[0] === 'constant') context.definedGlobals.add(String(what[1]));
  if (callee[2] === 'assign' && what?.[0] === 'object') {
    for (const property of what[1]) if (property[0] === 'property') context.definedGlobals.add(property[1]);
  }
}

const LOGICAL: Readonly<Record<string, '&&' | '||' | '??' | undefined>> = { '||=': '||', '&&=': '&&', '??=': '??' };

function lowerAssignment(context: LoweringContext, node: Ast.AssignmentExpression): Expression {
  const { left, right, operator } = node;
  const target = lowerTarget(context, left);
  noteGlobal(context, target);
  const hint =
    left.type === 'Identifier'
      ? left.name
      : left.type === 'MemberExpression' && left.property.type === 'Identifier'
        ? left.property.name
        : undefined;
  const value = context.named(hint, () => lowerExpression(context, right));
  if (operator === '=') return ['assign', target, value, false];
  const logical = LOGICAL[operator];
  if (logical !== undefined) {
    const current = lowerExpression(context, left as AnyExpression);
    return ['logical', logical, current, ['assign', target, value, true]];
  }
  if (operator !== '+=') return ['assign', target, ['sequence', [value, ['typed', 'number']]], true];
  const sum: Expression = ['binary', '+', lowerExpression(context, left as AnyExpression), value, spanOf(node)];
  return ['assign', target, ['sequence', [sum, ['builtin', 'unknown']]], true];
}

function lowerProperty(context: LoweringContext, node: Ast.ObjectPropertyKind): Property {
  if (node.type === 'SpreadElement') return ['spread', lowerExpression(context, node.argument)];
  const key = lowerKey(context, node.key, node.computed);
  const name = typeof key === 'string' ? key : undefined;
  const value = context.named(name, () => lowerExpression(context, node.value));
  if (typeof key !== 'string') return ['computed', key, value];
  if (node.kind !== 'init' && value[0] === 'function')
    return [node.kind === 'get' ? 'getter' : 'setter', key, value[1]];
  return ['property', key, value];
}

function lowerJsx(
  context: LoweringContext,
  element: Ast.JSXOpeningElement,
  children: readonly Ast.JSXChild[],
): Expression {
  const { name } = element;
  const parts: Expression[] = [];
  for (const attribute of element.attributes) {
    if (attribute.type === 'JSXSpreadAttribute') parts.push(lowerExpression(context, attribute.argument));
    else if (
      attribute.value?.type === 'JSXExpressionContainer' &&
      attribute.value.expression.type !== 'JSXEmptyExpression'
    ) {
      parts.push(lowerExpression(context, attribute.value.expression));
    }
  }
  parts.push(...children.map((child) => lowerJsxChild(context, child)));
  if (name.type === 'JSXIdentifier' && /^[A-Z]/.test(name.name)) {
    parts.push(['call', readName(context, name.name, spanOf(name)), [], spanOf(name), false]);
  }
  return ['sequence', [...parts, ['builtin', 'unknown']]];
}

function lowerJsxChild(context: LoweringContext, child: Ast.JSXChild): Expression {
  if (child.type === 'JSXElement' || child.type === 'JSXFragment') return lowerExpression(context, child);
  if (child.type === 'JSXExpressionContainer' && child.expression.type !== 'JSXEmptyExpression') {
    return lowerExpression(context, child.expression);
  }
  return UNDEFINED;
}
