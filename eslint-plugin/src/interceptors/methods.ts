import type { TSESTree } from '@typescript-eslint/utils';
import {
  functionAround,
  type FunctionNode,
  isFunction,
  keyOf,
  nameOfFunction,
  type SourceCode,
  unwrap,
} from '../syntax/nodes.js';
import { variableOf } from '../syntax/variables.js';
import { nodesOfTypes } from '../syntax/walk.js';

/**
 * What becomes of a method's call: whoever made it needs the value, or waits for the effect; or the method is called at once and gives
 * back nothing.
 */
export type MethodKind = 'value' | 'effect' | 'synchronous';

export interface InterceptorMethod {
  readonly name: string;
  readonly kind: MethodKind;
  readonly node: FunctionNode;
}

/** Every method whose call goes through a chain of interceptors. Those that make up log attributes and tags need not call next. */
const KINDS: ReadonlyMap<string, MethodKind> = new Map(
  Object.entries({
    value:
      'execute handleQuery handleUpdate scheduleActivity scheduleLocalActivity startChildWorkflowExecution startNexusOperation concludeActivation start startWithDetails signalWithStart startUpdate startUpdateWithStart query describe create',
    effect: 'handleSignal startTimer signalWorkflow continueAsNew signal terminate cancel',
    synchronous: 'validateUpdate activate dispose',
  } as const).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind as MethodKind] as const)),
);

/** The methods of all interceptors that a file shows: by their type, or by what its `interceptors` gives the SDK. */
export function interceptorMethodsIn(sourceCode: SourceCode): InterceptorMethod[] {
  const found = new Map<FunctionNode, InterceptorMethod>();
  for (const holder of holdersIn(sourceCode)) for (const method of methodsOf(holder)) found.set(method.node, method);
  return [...found.values()];
}

type Holder = TSESTree.ClassDeclaration | TSESTree.ClassExpression | TSESTree.ObjectExpression;
// Classes of JavaScript, as ESLint's own parser makes them, have no such list.
function typesOf({ implements: types }: { readonly implements?: readonly TSESTree.TSClassImplements[] }) {
  return types ?? [];
}

type IsInterceptor = (type: TSESTree.Node | null | undefined) => boolean;

function holdersIn(sourceCode: SourceCode): Holder[] {
  const isInterceptor = interceptorTypesOf(sourceCode);
  const classes = nodesOfTypes(['ClassDeclaration', 'ClassExpression'], sourceCode).filter((node) =>
    typesOf(node).some(({ expression }) => isInterceptor(expression)),
  );
  const casts = nodesOfTypes(['TSAsExpression', 'TSSatisfiesExpression'], sourceCode).flatMap((node) =>
    isInterceptor(node.typeAnnotation) ? objectAt(node.expression) : [],
  );
  const variables = nodesOfTypes(['VariableDeclarator'], sourceCode).flatMap(({ id, init }) =>
    init !== null && isInterceptor(id.typeAnnotation?.typeAnnotation) ? objectAt(init) : [],
  );
  const given = nodesOfTypes(['ObjectExpression'], sourceCode)
    .filter(isGiven)
    .flatMap(({ properties }) => properties.flatMap((each) => listed(each, sourceCode)));
  return [...classes, ...casts, ...variables, ...given];
}

/** Whether an object is what a function `interceptors` gives back. */
function isGiven(node: TSESTree.ObjectExpression): boolean {
  const around = functionAround(node);
  return around !== undefined && nameOfFunction(around) === 'interceptors';
}

/** The interceptors in the list of one kind: `inbound: [new Tracing()]`. */
function listed(property: TSESTree.ObjectLiteralElement, sourceCode: SourceCode): Holder[] {
  if (property.type !== 'Property' || !/^(?:inbound|outbound|internals)$/.test(keyOf(property) ?? '')) return [];
  const list = unwrap(property.value);
  if (list.type !== 'ArrayExpression') return [];
  return list.elements.flatMap((each) => (each === null ? [] : holderOf(unwrap(each), sourceCode)));
}

function holderOf(node: TSESTree.Node, sourceCode: SourceCode): Holder[] {
  if (node.type === 'NewExpression') return holderOf(node.callee, sourceCode);
  if (node.type !== 'Identifier') return objectAt(node);
  const [definition] = variableOf(node, sourceCode)?.defs ?? [];
  const declared = definition?.node;
  if (declared?.type === 'ClassDeclaration') return [declared];
  return declared?.type === 'VariableDeclarator' && declared.init !== null ? objectAt(declared.init) : [];
}

function objectAt(node: TSESTree.Node): Holder[] {
  const value = unwrap(node);
  return value.type === 'ObjectExpression' || value.type === 'ClassExpression' ? [value] : [];
}

function methodsOf(holder: Holder): InterceptorMethod[] {
  const members = holder.type === 'ObjectExpression' ? holder.properties : holder.body.body;
  return members.flatMap((member) => {
    if (member.type !== 'Property' && member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition')
      return [];
    const name = keyOf(member) ?? '';
    const kind = KINDS.get(name);
    const node = member.value;
    return kind !== undefined && isFunction(node) && !node.generator ? [{ name, kind, node }] : [];
  });
}

const PACKAGES = /^@(?:temporalio|handrail)\/(?:workflow|worker|client|activity)$/;
const TYPES =
  /^(?:Workflow(?:Inbound|Outbound)CallsInterceptor|WorkflowInternalsInterceptor|ActivityInboundCallsInterceptor|(?:Workflow|Schedule)ClientInterceptor)$/;

/** Tells the types of the SDK's interceptors, by the names that the file has for them. */
function interceptorTypesOf({ ast }: SourceCode): IsInterceptor {
  const names = new Set<string>();
  const namespaces = new Set<string>();
  for (const statement of ast.body) {
    if (statement.type !== 'ImportDeclaration' || !PACKAGES.test(statement.source.value)) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === 'ImportNamespaceSpecifier') namespaces.add(specifier.local.name);
      if (specifier.type !== 'ImportSpecifier') continue;
      const { imported, local } = specifier;
      if (TYPES.test(imported.type === 'Identifier' ? imported.name : imported.value)) names.add(local.name);
    }
  }
  const isNamed: IsInterceptor = (node) => {
    if (node?.type === 'TSTypeReference') return isNamed(node.typeName);
    if (node?.type === 'Identifier') return names.has(node.name);
    const [left, right] =
      node?.type === 'TSQualifiedName'
        ? [node.left, node.right]
        : node?.type === 'MemberExpression'
          ? [node.object, node.property]
          : [];
    return (
      left?.type === 'Identifier' && namespaces.has(left.name) && right?.type === 'Identifier' && TYPES.test(right.name)
    );
  };
  return isNamed;
}
