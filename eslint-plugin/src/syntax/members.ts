import type { TSESTree } from '@typescript-eslint/utils';
import { importedValue, isHolder } from './imported.js';
import { keyOf, type SourceCode } from './nodes.js';
import type { Value } from './values.js';
import { nodesOf } from './walk.js';

/** How an expression is evaluated: given, so that the two files do not import each other. */
export type Evaluate = (node: TSESTree.Node) => Value | undefined;

/** What a member of a value is. */
export function memberOf(value: Value, name: string, sourceCode: SourceCode, valueOf: Evaluate): Value | undefined {
  switch (value.kind) {
    case 'namespace':
      return name === 'default' ? value : { kind: 'sdk', package: value.package, name };
    case 'sdk':
      return { ...value, name: `${value.name}.${name}` };
    case 'activities':
      return { ...value, kind: 'activity', name, withOptions: false };
    case 'activity':
      return name === 'executeWithOptions' ? { ...value, withOptions: true } : undefined;
    case 'helper':
    case 'imported': {
      const member = importedValue(value.module, [...value.names, name], sourceCode);
      // What is not known of another module is no value.
      return member.kind === 'imported' && !isHolder(member, sourceCode) ? undefined : member;
    }
    case 'handle':
      return { kind: 'handleMethod', of: value.of, name };
    case 'scope':
      return { kind: 'scopeMethod', source: value.source, name };
    case 'object':
      return memberOfObject(value.node, name, sourceCode, valueOf);
    case 'instance':
    case 'class':
      return memberOfClass(value.node, name, value.kind === 'class', sourceCode, valueOf);
    default:
      return undefined;
  }
}

function memberOfObject(
  node: TSESTree.ObjectExpression,
  name: string,
  sourceCode: SourceCode,
  valueOf: Evaluate,
): Value | undefined {
  // The last one counts.
  for (const property of node.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      const spread = valueOf(property.argument);
      const member = spread && memberOf(spread, name, sourceCode, valueOf);
      if (member !== undefined) return member;
    } else if (keyOf(property) === name) {
      return valueOf(property.value);
    }
  }
  return undefined;
}

function memberOfClass(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  name: string,
  isStatic: boolean,
  sourceCode: SourceCode,
  valueOf: Evaluate,
): Value | undefined {
  for (const member of node.body.body) {
    if (member.type !== 'PropertyDefinition' && member.type !== 'MethodDefinition') continue;
    if (member.static === isStatic && keyOf(member) === name && member.value !== null) {
      return member.type === 'MethodDefinition' && member.kind !== 'method' ? undefined : valueOf(member.value);
    }
  }
  const assigned = isStatic ? undefined : assignedInConstructor(node, name, sourceCode);
  if (assigned !== undefined) return valueOf(assigned);
  const parent = node.superClass === null ? undefined : valueOf(node.superClass);
  return parent?.kind === 'class' ? memberOfClass(parent.node, name, isStatic, sourceCode, valueOf) : undefined;
}

function assignedInConstructor(
  { body: { body } }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  name: string,
  sourceCode: SourceCode,
): TSESTree.Node | undefined {
  const constructor = body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
  if (constructor?.type !== 'MethodDefinition' || constructor.value.body == null) return undefined;
  for (const node of nodesOf(constructor.value.body, sourceCode)) {
    if (
      node.type === 'AssignmentExpression' &&
      node.left.type === 'MemberExpression' &&
      node.left.object.type === 'ThisExpression' &&
      keyOf(node.left) === name
    ) {
      return node.right;
    }
  }
  return undefined;
}
