// What types of payloads become on their way, as far as the syntax of one file tells.
import type { TSESTree } from '@typescript-eslint/utils';

/** Something in a type that does not arrive as it is sent. */
export interface PayloadFault {
  readonly node: TSESTree.Node;
  /** Where in the type it is: `items[].due`; empty for the type itself. */
  readonly path: string;
  readonly type: string;
  /** A clause that follows "which". */
  readonly becomes: string;
}

const BY_NAME: Readonly<Record<string, string>> = {
  Date: 'arrives as a string',
  Map: 'arrives as an empty object',
  ReadonlyMap: 'arrives as an empty object',
  Set: 'arrives as an empty object',
  ReadonlySet: 'arrives as an empty object',
  WeakMap: 'arrives as an empty object',
  WeakSet: 'arrives as an empty object',
  RegExp: 'arrives as an empty object',
  Promise: 'arrives as an empty object',
  Function: 'does not arrive at all',
  BigInt: 'cannot be sent',
};

// What is looked into, by the position of the type that matters.
const CONTAINERS = /^(?:Array|ReadonlyArray|Partial|Required|Readonly|NonNullable)$/;

/** The first fault of each path in a type. */
export function payloadFaults(
  type: TSESTree.TypeNode,
  program: TSESTree.Program,
  path = '',
  seen: readonly TSESTree.Node[] = [],
): PayloadFault[] {
  if (seen.includes(type)) return [];
  const inner = (of: TSESTree.TypeNode, at = path) => payloadFaults(of, program, at, [...seen, type]);
  const fault = (text: string, becomes: string): PayloadFault[] => [{ node: type, path, type: text, becomes }];
  switch (type.type) {
    case 'TSBigIntKeyword':
      return fault('bigint', 'cannot be sent');
    case 'TSSymbolKeyword':
      return fault('symbol', 'does not arrive at all');
    case 'TSFunctionType':
      return fault('function', 'does not arrive at all');
    case 'TSArrayType':
      return inner(type.elementType, `${path}[]`);
    case 'TSTupleType':
      return type.elementTypes.flatMap((each, at) =>
        inner(each.type === 'TSNamedTupleMember' ? each.elementType : each, `${path}[${at}]`),
      );
    case 'TSOptionalType':
    case 'TSRestType':
    case 'TSTypeOperator':
      return type.typeAnnotation === undefined ? [] : inner(type.typeAnnotation);
    // With a string beside it, a date that arrives as one was thought of.
    case 'TSUnionType':
      return type.types.some(({ type: each }) => each === 'TSStringKeyword')
        ? []
        : type.types.flatMap((each) => inner(each));
    case 'TSIntersectionType':
      return type.types.flatMap((each) => inner(each));
    case 'TSTypeLiteral':
      return type.members.flatMap((member) => faultsOfMember(member, path, inner));
    case 'TSTypeReference':
      return faultsOfReference(type, program, path, inner, fault);
    default:
      return [];
  }
}

type Inner = (of: TSESTree.TypeNode, at?: string) => PayloadFault[];

function faultsOfMember(member: TSESTree.TypeElement, path: string, inner: Inner): PayloadFault[] {
  if (member.type !== 'TSPropertySignature' || member.typeAnnotation === undefined) return [];
  const { key } = member;
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '…';
  return inner(member.typeAnnotation.typeAnnotation, path === '' ? name : `${path}.${name}`);
}

function faultsOfReference(
  { typeName, typeArguments }: TSESTree.TSTypeReference,
  program: TSESTree.Program,
  path: string,
  inner: Inner,
  fault: (text: string, becomes: string) => PayloadFault[],
): PayloadFault[] {
  if (typeName.type !== 'Identifier') return [];
  const { name } = typeName;
  const declared = declarationOf(name, program);
  const parameters = typeArguments?.params ?? [];
  if (declared === undefined) {
    if (Object.hasOwn(BY_NAME, name) && !isImported(name, program)) return fault(name, BY_NAME[name] ?? '');
    if (name === 'Record') return parameters[1] ? inner(parameters[1], `${path}.*`) : [];
    return CONTAINERS.test(name) && parameters[0]
      ? inner(parameters[0], name.endsWith('Array') ? `${path}[]` : path)
      : [];
  }
  if (declared.type === 'TSTypeAliasDeclaration') return inner(declared.typeAnnotation);
  if (declared.type === 'TSInterfaceDeclaration') {
    return declared.body.body.flatMap((member) => faultsOfMember(member, path, inner));
  }
  const hasMethods = declared.body.body.some(
    (each) => each.type === 'MethodDefinition' && each.kind !== 'constructor' && !each.static,
  );
  return hasMethods ? fault(name, 'arrives without its methods') : [];
}

type Declaration = TSESTree.ClassDeclaration | TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration;

function declarationOf(name: string, { body }: TSESTree.Program): Declaration | undefined {
  for (const statement of body) {
    const declared = 'declaration' in statement && statement.declaration ? statement.declaration : statement;
    if (
      (declared.type === 'TSTypeAliasDeclaration' ||
        declared.type === 'TSInterfaceDeclaration' ||
        declared.type === 'ClassDeclaration') &&
      declared.id?.name === name
    ) {
      return declared;
    }
  }
  return undefined;
}

function isImported(name: string, { body }: TSESTree.Program): boolean {
  return body.some(
    (node) => node.type === 'ImportDeclaration' && node.specifiers.some(({ local }) => local.name === name),
  );
}
