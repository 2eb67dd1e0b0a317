import type { TSESTree } from '@typescript-eslint/utils';
import type { ImportedRole } from '../engine/index.js';
import { elementsOf } from './lists.js';
import { type SourceCode, unwrap } from './nodes.js';
import { perFile } from './per-file.js';
import { type Value, valueOf } from './values.js';
import { variableOf } from './variables.js';
import { nodesOf } from './walk.js';

/** What a call asks of the server or waits for. Its promise is rejected when its scope is cancelled, but for `continueAsNew`. */
export interface Operation {
  readonly kind: OperationKind;
  /** How a message names it: `charge()`, `sleep()`. */
  readonly label: string;
  /** The call is of a function of another file, which starts it. */
  readonly isElsewhere?: true;
}

type OperationKind = 'activity' | 'timer' | 'condition' | 'child' | 'signal' | 'scope' | 'continueAsNew';

const SDK_OPERATIONS: Readonly<Record<string, OperationKind>> = {
  sleep: 'timer',
  condition: 'condition',
  executeChild: 'child',
  startChild: 'child',
  scheduleActivity: 'activity',
  scheduleLocalActivity: 'activity',
  continueAsNew: 'continueAsNew',
  'CancellationScope.cancellable': 'scope',
  'CancellationScope.withTimeout': 'scope',
};

const operationsIn = perFile(() => new Map<TSESTree.Node, Operation | undefined>());

/** The operation that a call starts, itself or in a function of another file; undefined for any other call. */
export function operationOf(node: TSESTree.Node, sourceCode: SourceCode): Operation | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const known = operationsIn(sourceCode);
  let operation = known.get(node);
  if (operation === undefined && !known.has(node)) {
    // What waits for itself waits for nothing that could be told.
    known.set(node, undefined);
    operation = find(node, sourceCode);
    known.set(node, operation);
  }
  return operation;
}

/**
 * The operation of which a call of another file's function keeps the failure, so that a cancellation ends there. Where the function
 * waits for something else, too, the cancellation comes up again.
 */
export function swallowedBy(node: TSESTree.Node, sourceCode: SourceCode): Operation | undefined {
  const called = node.type === 'CallExpression' ? valueOf(node.callee, sourceCode) : undefined;
  if (node.type !== 'CallExpression' || called?.kind !== 'helper') return undefined;
  if (operationOf(node, sourceCode) !== undefined) return undefined;
  const { swallows, swallowsGiven } = called.does;
  const kind = kindOfAll(swallows) ?? (swallowsGiven ? kindOfGiven(node, sourceCode) : undefined);
  const [name] = swallows.flatMap((each) => ('name' in each && kindOfRole(each) === kind ? each.name : []));
  return kind && { kind, label: name === undefined ? labelOf(node, called) : `${name}()`, isElsewhere: true };
}

function find(node: TSESTree.CallExpression, sourceCode: SourceCode): Operation | undefined {
  const called = valueOf(node.callee, sourceCode);
  if (called?.kind === 'helper') {
    const kind = kindOfAll(called.does.awaits) ?? (called.does.awaitsGiven ? kindOfGiven(node, sourceCode) : undefined);
    return kind && { kind, label: labelOf(node, called), isElsewhere: true };
  }
  const kind = kindOf(called);
  return kind && { kind, label: labelOf(node, called) };
}

function kindOf(called: Value | undefined): OperationKind | undefined {
  switch (called?.kind) {
    case 'activity':
      return 'activity';
    case 'continueAsNew':
      return 'continueAsNew';
    case 'handleMethod':
      return called.of === 'child' && called.name === 'result'
        ? 'child'
        : called.name === 'signal'
          ? 'signal'
          : undefined;
    case 'sdk':
      return called.package === 'workflow' ? kindOfSdk(called.name) : undefined;
    default:
      return undefined;
  }
}

function kindOfSdk(name: string): OperationKind | undefined {
  return Object.hasOwn(SDK_OPERATIONS, name) ? SDK_OPERATIONS[name] : undefined;
}

// A function that pauses before it does something does something.
const BY_WEIGHT: readonly OperationKind[] = ['activity', 'child', 'signal', 'scope', 'condition', 'timer'];

function kindOfAll(roles: readonly ImportedRole[]): OperationKind | undefined {
  const kinds = new Set(roles.map(kindOfRole));
  return BY_WEIGHT.find((each) => kinds.has(each));
}

function kindOfRole(role: ImportedRole): OperationKind | undefined {
  switch (role.kind) {
    case 'activity':
      return 'activity';
    case 'function':
      return kindOfAll(role.awaits);
    case 'sdk':
      return kindOfSdk(role.name);
    default:
      return undefined;
  }
}

/** What the functions start that a call is given, or that its object has been given, as `saga.add(() => refund(id))` gives one. */
function kindOfGiven(node: TSESTree.CallExpression, sourceCode: SourceCode): OperationKind | undefined {
  const given = [...node.arguments, ...givenToObject(node, sourceCode)];
  const all = given.flatMap((one) => [one, ...elementsOf(one, sourceCode)]);
  for (const each of all.flatMap((one) => [one, ...membersOf(one, sourceCode)])) {
    const value = valueOf(each, sourceCode);
    if (value?.kind === 'activity') return 'activity';
    if (value?.kind !== 'function') continue;
    for (const inner of nodesOf(value.node.body, sourceCode)) {
      const operation = operationOf(inner, sourceCode);
      if (operation !== undefined && operation.kind !== 'continueAsNew') return operation.kind;
    }
  }
  return undefined;
}

/** What an object is made of: a step may be one, with what undoes it. */
function membersOf(node: TSESTree.Node, sourceCode: SourceCode): TSESTree.Node[] {
  const value = valueOf(node, sourceCode);
  return value?.kind === 'object'
    ? value.node.properties.flatMap((each) => (each.type === 'Property' ? each.value : []))
    : [];
}

function givenToObject({ callee }: TSESTree.CallExpression, sourceCode: SourceCode): TSESTree.Node[] {
  const called = unwrap(callee);
  const object = called.type === 'MemberExpression' ? unwrap(called.object) : undefined;
  const variable = object && variableOf(object, sourceCode);
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const { parent } = identifier;
    const call = parent.type === 'MemberExpression' && parent.object === identifier ? parent.parent : undefined;
    return call?.type === 'CallExpression' && call.callee === parent ? call.arguments : [];
  });
}

function labelOf(node: TSESTree.CallExpression, called: Value | undefined): string {
  const name = called?.kind === 'activity' || called?.kind === 'sdk' ? called.name : undefined;
  const { callee } = node;
  return `${name ?? (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee.type === 'Identifier' ? callee.name : 'the call')}()`;
}
