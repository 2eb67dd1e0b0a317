// What expressions of one file stand for, as far as its own text tells: no types, no other files.
import type { TSESTree } from '@typescript-eslint/utils';
import type { ImportedFunction } from '../engine/index.js';
import { importedValue } from './imported.js';
import { memberOf } from './members.js';
import { ancestorsOf, type FunctionNode, isFunction, keyOf, type SourceCode, unwrap } from './nodes.js';
import { perFile } from './per-file.js';
import { originOf, variableOf } from './variables.js';

/** The packages whose names rules know; a wrapper's are the same. */
export type SdkPackage = 'workflow' | 'client' | 'common' | 'activity' | 'worker' | 'testing';

export type Value =
  | { readonly kind: 'namespace'; readonly package: SdkPackage }
  /** An export of the SDK, `CancellationScope.nonCancellable` included. */
  | { readonly kind: 'sdk'; readonly package: SdkPackage; readonly name: string }
  /** Of another module: `names` is an export, or `*`, and the members that lead from it to the value. */
  | { readonly kind: 'imported'; readonly module: string; readonly names: readonly string[] }
  /** Without a source, another file's. */
  | { readonly kind: 'activities'; readonly source: TSESTree.CallExpression | undefined; readonly local: boolean }
  | {
      readonly kind: 'activity';
      readonly source: TSESTree.CallExpression | undefined;
      readonly local: boolean;
      readonly name: string;
      readonly withOptions: boolean;
    }
  | {
      readonly kind: 'definition';
      readonly of: 'query' | 'signal' | 'update';
      /** The call that defines it, or the same text for each import of it. */
      readonly source: TSESTree.CallExpression | string;
      /** Of another file's. */
      readonly name?: string;
    }
  | { readonly kind: 'continueAsNew' }
  /** A function of another file that waits for something of the SDK, or continues as new. */
  | {
      readonly kind: 'helper';
      readonly does: ImportedFunction;
      readonly module: string;
      readonly names: readonly string[];
    }
  | { readonly kind: 'handle'; readonly of: 'child' | 'external' }
  | { readonly kind: 'handleMethod'; readonly of: 'child' | 'external'; readonly name: string }
  | { readonly kind: 'scope'; readonly source: TSESTree.NewExpression | undefined }
  | { readonly kind: 'scopeMethod'; readonly source: TSESTree.NewExpression | undefined; readonly name: string }
  | { readonly kind: 'trigger' }
  | { readonly kind: 'promise'; readonly of: Value }
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'object'; readonly node: TSESTree.ObjectExpression }
  | { readonly kind: 'class'; readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression }
  | { readonly kind: 'instance'; readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression };

const valuesIn = perFile(() => new Map<TSESTree.Node, Value | undefined>());

/** What an expression stands for; undefined where the file alone does not tell. */
export function valueOf(node: TSESTree.Node, sourceCode: SourceCode): Value | undefined {
  const known = valuesIn(sourceCode);
  let value = known.get(node);
  if (value === undefined && !known.has(node)) {
    // What refers to itself has no value that could be told.
    known.set(node, undefined);
    value = find(unwrap(node), sourceCode);
    known.set(node, value);
  }
  return value;
}

function find(node: TSESTree.Node, sourceCode: SourceCode): Value | undefined {
  if (isFunction(node)) return { kind: 'function', node };
  switch (node.type) {
    case 'Identifier':
      return valueOfIdentifier(node, sourceCode);
    case 'MemberExpression': {
      const name = keyOf(node);
      const object = valueOf(node.object, sourceCode);
      return name === undefined || object === undefined
        ? undefined
        : memberOf(object, name, sourceCode, (each) => valueOf(each, sourceCode));
    }
    case 'CallExpression':
      return valueOfCall(node, sourceCode);
    case 'NewExpression': {
      const made = valueOf(node.callee, sourceCode);
      if (made?.kind === 'class') return { kind: 'instance', node: made.node };
      if (made?.kind === 'imported') return importedValue(made.module, [...made.names, 'prototype'], sourceCode);
      if (isSdk(made, 'workflow', 'CancellationScope')) return { kind: 'scope', source: node };
      return isSdk(made, 'workflow', 'Trigger') ? { kind: 'trigger' } : undefined;
    }
    case 'AwaitExpression': {
      const value = valueOf(node.argument, sourceCode);
      return value?.kind === 'promise' ? value.of : value;
    }
    case 'ConditionalExpression': {
      const either = [valueOf(node.consequent, sourceCode), valueOf(node.alternate, sourceCode)] as const;
      return either[0]?.kind === either[1]?.kind ? either[0] : undefined;
    }
    case 'LogicalExpression':
      return valueOf(node.left, sourceCode) ?? valueOf(node.right, sourceCode);
    case 'ObjectExpression':
      return { kind: 'object', node };
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: 'class', node };
    case 'ThisExpression':
      return valueOfThis(node);
    default:
      return undefined;
  }
}

/** Whether a value is this export of one of the SDK's packages, or of the wrapper around it. */
export function isSdk(value: Value | undefined, from: SdkPackage, name: string): boolean {
  return value?.kind === 'sdk' && value.package === from && value.name === name;
}

const SDK_MODULE = /^@(?:temporalio|handrail)\/(workflow|client|common|activity|worker|testing)$/;

function valueOfModule(specifier: unknown): Value | undefined {
  const [, name] = typeof specifier === 'string' ? (SDK_MODULE.exec(specifier) ?? []) : [];
  return name === undefined ? undefined : { kind: 'namespace', package: name as SdkPackage };
}

function valueOfIdentifier(node: TSESTree.Identifier, sourceCode: SourceCode): Value | undefined {
  const variable = variableOf(node, sourceCode);
  const definition = variable?.defs[0];
  if (variable === undefined || definition === undefined) return undefined;
  const declared = definition.node;
  if (isFunction(declared) && declared.id?.name === node.name && definition.type === 'FunctionName') {
    return variable.references.some((reference) => reference.isWrite()) ? undefined : valueOf(declared, sourceCode);
  }
  if (declared.type === 'ClassDeclaration' || declared.type === 'ClassExpression') return valueOf(declared, sourceCode);
  const origin = originOf(variable);
  if (origin !== undefined) {
    return origin.path.reduce<Value | undefined>(
      (value, name) => value && memberOf(value, name, sourceCode, (each) => valueOf(each, sourceCode)),
      valueOf(origin.expression, sourceCode),
    );
  }
  return definition.parent?.type === 'ImportDeclaration'
    ? valueOfImport(declared, definition.parent, sourceCode)
    : undefined;
}

function valueOfImport(
  declared: TSESTree.Node,
  { source }: TSESTree.ImportDeclaration,
  sourceCode: SourceCode,
): Value | undefined {
  const module = valueOfModule(source.value);
  const name =
    declared.type === 'ImportSpecifier'
      ? declared.imported.type === 'Identifier'
        ? declared.imported.name
        : declared.imported.value
      : declared.type === 'ImportDefaultSpecifier'
        ? 'default'
        : '*';
  if (module?.kind !== 'namespace') return importedValue(source.value, [name], sourceCode);
  // A default import of a CommonJS package is the whole of it.
  return declared.type === 'ImportSpecifier' ? { kind: 'sdk', package: module.package, name } : module;
}

function valueOfCall(node: TSESTree.CallExpression, sourceCode: SourceCode): Value | undefined {
  const { callee } = node;
  const [first] = node.arguments;
  if (callee.type === 'Identifier' && callee.name === 'require' && variableOf(callee, sourceCode) === undefined) {
    return first?.type === 'Literal' ? valueOfModule(first.value) : undefined;
  }
  if (isFrozen(callee) && first !== undefined) return valueOf(first, sourceCode);
  const bound =
    callee.type === 'MemberExpression' && keyOf(callee) === 'bind' ? valueOf(callee.object, sourceCode) : undefined;
  // Its first argument is `this`, and mostly the only one.
  if (bound?.kind === 'function' && node.arguments.length <= 1) return bound;
  const called = valueOf(callee, sourceCode);
  if (called?.kind === 'function') return valueOfResult(called.node, sourceCode);
  if (called?.kind === 'helper') return memberOf(called, '()', sourceCode, (each) => valueOf(each, sourceCode));
  return called?.kind === 'sdk' && called.package === 'workflow' ? valueOfSdkCall(node, called.name) : undefined;
}

function valueOfSdkCall(source: TSESTree.CallExpression, name: string): Value | undefined {
  switch (name) {
    case 'proxyActivities':
    case 'proxyLocalActivities':
      return { kind: 'activities', source, local: name === 'proxyLocalActivities' };
    case 'defineQuery':
      return { kind: 'definition', of: 'query', source };
    case 'defineSignal':
      return { kind: 'definition', of: 'signal', source };
    case 'defineUpdate':
      return { kind: 'definition', of: 'update', source };
    case 'makeContinueAsNewFunc':
      return { kind: 'continueAsNew' };
    case 'startChild':
      return { kind: 'promise', of: { kind: 'handle', of: 'child' } };
    case 'getExternalWorkflowHandle':
      return { kind: 'handle', of: 'external' };
    case 'CancellationScope.current':
      return { kind: 'scope', source: undefined };
    default:
      return undefined;
  }
}

/** What a function of the file gives back, where it has a single return. */
function valueOfResult({ body, async }: FunctionNode, sourceCode: SourceCode): Value | undefined {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  const result = body.type !== 'BlockStatement' ? body : last?.type === 'ReturnStatement' ? last.argument : null;
  const value = result == null ? undefined : valueOf(result, sourceCode);
  return async && value !== undefined && value.kind !== 'promise' ? { kind: 'promise', of: value } : value;
}

function valueOfThis(node: TSESTree.Node): Value | undefined {
  for (const around of ancestorsOf(node)) {
    if (around.type === 'ClassBody') return { kind: 'instance', node: around.parent };
    const { parent } = around;
    const holder = parent?.type === 'Property' ? parent.parent : undefined;
    if (around.type === 'FunctionExpression' && holder?.type === 'ObjectExpression') {
      return { kind: 'object', node: holder };
    }
    const isMethod = parent?.type === 'MethodDefinition';
    if ((around.type === 'FunctionExpression' && !isMethod) || around.type === 'FunctionDeclaration') return undefined;
  }
  return undefined;
}

function isFrozen(callee: TSESTree.Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    keyOf(callee) === 'freeze'
  );
}
