// Works out what expressions come to, as far as the text of one file tells. Nothing is executed.
import type { TSESTree } from '@typescript-eslint/utils';
import { keyOf, type SourceCode, unwrap } from '../syntax/nodes.js';
import { isReassigned, originOf, variableOf } from '../syntax/variables.js';

type Primitive = string | number | bigint | boolean | null | undefined;

/** What an expression comes to. `node` is where its value is written. */
export type Folded =
  | { readonly kind: 'value'; readonly value: Primitive; readonly node: TSESTree.Node }
  | FoldedObject
  | { readonly kind: 'unknown'; readonly node: TSESTree.Node };

export interface FoldedObject {
  readonly kind: 'object';
  readonly node: TSESTree.Node;
  readonly entries: ReadonlyMap<string, FoldedEntry>;
  /** There is no other property. */
  readonly isWhole: boolean;
}

export interface FoldedEntry {
  readonly value: Folded;
  /** The property as it is written, or the argument. */
  readonly property: TSESTree.Node;
}

/** Folds an expression. What changes after it is written is unknown. */
export function fold(expression: TSESTree.Node, sourceCode: SourceCode, seen: readonly TSESTree.Node[] = []): Folded {
  const node = unwrap(expression);
  const unknown: Folded = { kind: 'unknown', node };
  if (seen.includes(node)) return unknown;
  const inner = (each: TSESTree.Node) => fold(each, sourceCode, [...seen, node]);
  const value = (each: Primitive): Folded => ({ kind: 'value', value: each, node });
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? unknown : value(node.value);
    case 'TemplateLiteral': {
      const parts = node.expressions.map(inner);
      return parts.every((each) => each.kind === 'value')
        ? value(node.quasis.map((quasi, at) => `${quasi.value.cooked}${valueText(parts[at])}`).join(''))
        : unknown;
    }
    case 'UnaryExpression':
      return foldUnary(node, inner(node.argument)) ?? unknown;
    case 'BinaryExpression':
      return foldBinary(node, inner(node.left), inner(node.right)) ?? unknown;
    case 'ObjectExpression':
      return foldObject(node, inner);
    case 'Identifier':
      return foldIdentifier(node, sourceCode, inner) ?? unknown;
    case 'MemberExpression':
      return foldMember(node, sourceCode, inner) ?? unknown;
    case 'CallExpression':
      return isFreeze(node) && node.arguments[0] ? inner(node.arguments[0]) : unknown;
    default:
      return unknown;
  }
}

function valueText(folded: Folded | undefined): string {
  return folded?.kind === 'value' ? String(folded.value) : '';
}

function foldUnary(node: TSESTree.UnaryExpression, argument: Folded): Folded | undefined {
  if (argument.kind !== 'value' || typeof argument.value !== 'number') return undefined;
  if (node.operator === '-') return { kind: 'value', value: -argument.value, node };
  return node.operator === '+' ? { kind: 'value', value: argument.value, node } : undefined;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
};

function foldBinary(node: TSESTree.BinaryExpression, left: Folded, right: Folded): Folded | undefined {
  if (left.kind !== 'value' || right.kind !== 'value') return undefined;
  const isText = (each: Primitive) => typeof each === 'string';
  if (node.operator === '+' && (isText(left.value) || isText(right.value))) {
    return { kind: 'value', value: `${String(left.value)}${String(right.value)}`, node };
  }
  const calculate = Object.hasOwn(ARITHMETIC, node.operator) ? ARITHMETIC[node.operator] : undefined;
  return typeof left.value === 'number' && typeof right.value === 'number' && calculate !== undefined
    ? { kind: 'value', value: calculate(left.value, right.value), node }
    : undefined;
}

function foldObject(node: TSESTree.ObjectExpression, inner: (each: TSESTree.Node) => Folded): FoldedObject {
  let entries = new Map<string, FoldedEntry>();
  let isWhole = true;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = inner(property.argument);
      if (spread.kind === 'object') {
        entries = new Map([...(spread.isWhole ? entries : []), ...spread.entries]);
        isWhole = isWhole && spread.isWhole;
      } else if (spread.kind === 'unknown') {
        // It may set anything anew.
        entries = new Map();
        isWhole = false;
      }
      continue;
    }
    const key = keyOf(property);
    if (key === undefined) isWhole = false;
    else entries.set(key, { value: inner(property.value), property });
  }
  return { kind: 'object', node, entries, isWhole };
}

const GLOBALS: Readonly<Record<string, Primitive>> = {
  undefined: undefined,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
};

function foldIdentifier(
  node: TSESTree.Identifier,
  sourceCode: SourceCode,
  inner: (each: TSESTree.Node) => Folded,
): Folded | undefined {
  const variable = variableOf(node, sourceCode);
  if (variable === undefined || variable.defs.length === 0) {
    return Object.hasOwn(GLOBALS, node.name) ? { kind: 'value', value: GLOBALS[node.name], node } : undefined;
  }
  const origin = originOf(variable);
  if (origin === undefined || isReassigned(variable)) return undefined;
  const folded = origin.path.reduce<Folded | undefined>(memberOf, inner(origin.expression));
  // Somebody may have put another value into an object that has a name.
  return folded?.kind === 'object' && variable.references.some(({ identifier }) => isChanged(identifier))
    ? undefined
    : folded;
}

function isChanged(identifier: TSESTree.Node): boolean {
  let node = identifier;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  const { parent } = node;
  if (node === identifier) {
    return (
      parent?.type === 'CallExpression' &&
      parent.callee.type === 'MemberExpression' &&
      keyOf(parent.callee) === 'assign' &&
      parent.arguments[0] === identifier
    );
  }
  return (
    (parent?.type === 'AssignmentExpression' && parent.left === node) ||
    parent?.type === 'UpdateExpression' ||
    (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}

function memberOf(folded: Folded | undefined, name: string): Folded | undefined {
  return folded?.kind === 'object' ? folded.entries.get(name)?.value : undefined;
}

function foldMember(
  node: TSESTree.MemberExpression,
  sourceCode: SourceCode,
  inner: (each: TSESTree.Node) => Folded,
): Folded | undefined {
  const name = keyOf(node);
  const object = unwrap(node.object);
  if (name === undefined) return undefined;
  const declared = object.type === 'Identifier' ? variableOf(object, sourceCode)?.defs[0]?.node : undefined;
  if (declared?.type === 'TSEnumDeclaration') {
    const member = declared.body.members.find(({ id }) => (id.type === 'Identifier' ? id.name : id.value) === name);
    return member?.initializer && inner(member.initializer);
  }
  if (declared?.type === 'ClassDeclaration') {
    const member = declared.body.body.find(
      (each) => each.type === 'PropertyDefinition' && each.static && keyOf(each) === name,
    );
    return member?.type === 'PropertyDefinition' && member.readonly && member.value ? inner(member.value) : undefined;
  }
  if (object.type === 'Identifier' && object.name === 'Number' && declared === undefined) {
    const value = (Number as unknown as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'number' ? { kind: 'value', value, node } : undefined;
  }
  return memberOf(inner(object), name);
}

function isFreeze({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    keyOf(callee) === 'freeze'
  );
}
