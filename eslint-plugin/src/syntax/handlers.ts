import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, keyOf, type SourceCode, unwrap } from './nodes.js';
import { perFile } from './per-file.js';
import { type Value, valueOf } from './values.js';
import { nodesOfTypes } from './walk.js';

type Definition = Extract<Value, { readonly kind: 'definition' }>;

/** A registration of a handler, as far as the file tells. */
export interface Registration {
  readonly call: TSESTree.CallExpression;
  /** Undefined where the definition is not known. */
  readonly kind: 'query' | 'signal' | 'update' | undefined;
  /** How messages name what is handled. */
  readonly name: string;
  /** The definition's call, to tell two registrations of one definition; undefined where it is not known. */
  readonly definition: TSESTree.CallExpression | string | undefined;
  readonly handler: FunctionNode | undefined;
  /** Of an update. */
  readonly validator: FunctionNode | undefined;
  readonly options: TSESTree.ObjectExpression | undefined;
}

const DEFAULTS: Readonly<Record<string, Registration['kind']>> = {
  setDefaultQueryHandler: 'query',
  setDefaultSignalHandler: 'signal',
  setDefaultUpdateHandler: 'update',
};

/** Every call of `setHandler` and its like in a file. */
export const registrationsIn = perFile((sourceCode): readonly Registration[] =>
  nodesOfTypes(['CallExpression'], sourceCode).flatMap((node) => registrationAt(node, sourceCode) ?? []),
);

function registrationAt(node: TSESTree.CallExpression, sourceCode: SourceCode): Registration | undefined {
  const called = valueOf(node.callee, sourceCode);
  if (called?.kind !== 'sdk' || called.package !== 'workflow') return undefined;
  if (Object.hasOwn(DEFAULTS, called.name)) {
    const handler = functionAt(node.arguments[0], sourceCode);
    const kind = DEFAULTS[called.name];
    return {
      call: node,
      kind,
      name: `any ${kind}`,
      definition: undefined,
      handler,
      validator: undefined,
      options: undefined,
    };
  }
  const [first, second, third] = node.arguments;
  if (called.name !== 'setHandler' || first === undefined) return undefined;
  const definition = valueOf(first, sourceCode);
  const isKnown = definition?.kind === 'definition';
  const given = third && valueOf(third, sourceCode);
  const options = given?.kind === 'object' ? given.node : undefined;
  return {
    call: node,
    kind: isKnown ? definition.of : undefined,
    name: nameOf(first, isKnown ? definition : undefined, sourceCode),
    definition: isKnown ? definition.source : undefined,
    handler: functionAt(second, sourceCode),
    validator: functionAt(options && propertyOf(options, 'validator'), sourceCode),
    options,
  };
}

function nameOf(node: TSESTree.Node, definition: Definition | undefined, sourceCode: SourceCode): string {
  const source = definition?.source;
  const [name] = typeof source === 'object' ? source.arguments : [];
  const known = name?.type === 'Literal' ? String(name.value) : definition?.name;
  return known ? `"${known}"` : sourceCode.getText(unwrap(node));
}

function functionAt(node: TSESTree.Node | undefined, sourceCode: SourceCode): FunctionNode | undefined {
  const value = node && valueOf(node, sourceCode);
  return value?.kind === 'function' ? value.node : undefined;
}

/** The value of an object's property; a method is its function. */
export function propertyOf({ properties }: TSESTree.ObjectExpression, name: string): TSESTree.Node | undefined {
  const property = properties.findLast((each) => each.type === 'Property' && keyOf(each) === name);
  return property?.type === 'Property' ? property.value : undefined;
}
