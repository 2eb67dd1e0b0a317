import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variablesIn } from '../syntax/changes.js';
import { listCalledFor } from '../syntax/calls.js';
import { type FunctionNode, isFunction, keyOf, unwrap } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';
import { possibleValues } from '../syntax/passed-functions.js';
import { operationStartedBy } from '../syntax/promises.js';
import { valueOf } from '../syntax/values.js';
import { originOf, variableOf } from '../syntax/variables.js';
import { childrenOf } from '../syntax/walk.js';
import { outcomeOf, type World } from './simulate.js';
import { truthOf } from './truth.js';

/** A call of an operation that code comes to in a cancelled scope. */
export interface ReachedCall {
  readonly node: TSESTree.CallExpression;
  /** The operation that it starts, itself or in a function of the file. */
  readonly operation: TSESTree.CallExpression;
  /** It is reached since a condition looked for the cancellation. */
  readonly isMeant: boolean;
  /** The function or block that it is followed in ends by throwing. */
  readonly rethrows: boolean;
}

interface Way {
  readonly isMeant: boolean;
  readonly rethrows: boolean;
}

/** The operations that code comes to where its scope is cancelled. What it hands to a non-cancellable scope is none. */
export function* reachedCalls(
  node: TSESTree.Node,
  world: World,
  way: Way = { isMeant: false, rethrows: false },
  seen: readonly FunctionNode[] = [],
): Generator<ReachedCall> {
  switch (node.type) {
    case 'BlockStatement': {
      const inside = { ...way, rethrows: way.rethrows || node.body.at(-1)?.type === 'ThrowStatement' };
      for (const statement of node.body) {
        yield* reachedCalls(statement, world, inside, seen);
        if (!outcomeOf(statement, world).normal) return;
      }
      return;
    }
    case 'IfStatement':
    case 'ConditionalExpression': {
      const truth = truthOf(node.test, world.errors, world.sourceCode);
      yield* reachedCalls(node.test, world, way, seen);
      const inside = { ...way, isMeant: way.isMeant || truth !== undefined };
      // Who compares the error with something, and not for a cancellation, means another one.
      const other = truth === undefined ? otherErrorIn(node.test, world) : undefined;
      if (truth !== false && other !== true) yield* reachedCalls(node.consequent, world, inside, seen);
      if (truth !== true && other !== false && node.alternate) yield* reachedCalls(node.alternate, world, inside, seen);
      return;
    }
    case 'CallExpression': {
      const operation = operationIn(node, world, seen);
      if (operation !== undefined) yield { node, operation, ...way };
      // What is written there runs for each element, before the call is over.
      const [each] = listCalledFor(node) === undefined && !isNext(node, world) ? [] : node.arguments;
      if (isFunction(each)) yield* reachedCalls(each.body, world, way, [...seen, each]);
      break;
    }
    default:
  }
  for (const child of childrenOf(node, world.sourceCode)) {
    if (!isFunction(child)) yield* reachedCalls(child, world, way, seen);
  }
}

/**
 * What a test comes to for errors that it compares with something: `error.code === 'E1'`, `message.includes('declined')`. Undefined
 * where it is about something else.
 */
function otherErrorIn(test: TSESTree.Node, world: World): boolean | undefined {
  const node = unwrap(test);
  switch (node.type) {
    case 'UnaryExpression': {
      const other = node.operator === '!' ? otherErrorIn(node.argument, world) : undefined;
      return other === undefined ? undefined : !other;
    }
    case 'LogicalExpression':
      return otherErrorIn(node.left, world) ?? otherErrorIn(node.right, world);
    case 'BinaryExpression':
      return /^[!=]==?$/.test(node.operator) &&
        [node.left, node.right].some((each) => tellsOfError(each, world)) &&
        ![node.left, node.right].some((each) => NOTHING.test(world.sourceCode.getText(each)))
        ? !node.operator.startsWith('!')
        : undefined;
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' &&
        LOOKS_FOR_TEXT.test(keyOf(node.callee) ?? '') &&
        [node.callee.object, ...node.arguments].some((each) => tellsOfError(each, world))
        ? true
        : undefined;
    default:
      return undefined;
  }
}

const NOTHING = /^(?:null|undefined)$/;
const LOOKS_FOR_TEXT = /^(?:includes|startsWith|endsWith|test|match|has)$/;

/** Whether an expression is the error, a part of it, or a constant that was worked out from it. */
function tellsOfError(node: TSESTree.Node, world: World): boolean {
  const variables = [...variablesIn(node, world.sourceCode)];
  return variables.some((each) => {
    if (world.errors.in.has(each)) return true;
    const origin = originOf(each)?.expression;
    return origin !== undefined && [...variablesIn(origin, world.sourceCode)].some((one) => world.errors.in.has(one));
  });
}

/** Whether a function is called when a promise is done that does not fail by itself: `before.then(() => …)`. */
function isNext(node: TSESTree.CallExpression, { sourceCode }: World): boolean {
  const callee = unwrap(node.callee);
  return (
    callee.type === 'MemberExpression' &&
    keyOf(callee) === 'then' &&
    operationStartedBy(callee.object, sourceCode) === undefined
  );
}

/** The first operation that a call starts, itself or in a function of the file that it calls. */
function operationIn(
  node: TSESTree.CallExpression,
  world: World,
  seen: readonly FunctionNode[],
): TSESTree.CallExpression | undefined {
  const { sourceCode } = world;
  if (operationOf(node, sourceCode) !== undefined) return node;
  const inside = { ...world, object: objectOf(node.callee, world) };
  for (const called of possibleValues(node.callee, sourceCode)) {
    if (called.kind !== 'function' || seen.includes(called.node) || isOfAnother(called.node, world)) continue;
    for (const each of reachedCallsIn(called.node.body, inside, [...seen, called.node])) return each;
  }
  return undefined;
}

/** The variable of the object whose method is called; in its methods `this` is the same one. */
function objectOf(callee: TSESTree.Node, { sourceCode, object }: World): TSESLint.Scope.Variable | undefined {
  const called = unwrap(callee);
  const of = called.type === 'MemberExpression' ? unwrap(called.object) : undefined;
  return of === undefined || of.type === 'ThisExpression' ? object : variableOf(of, sourceCode);
}

/** Whether a function was handed to another object of the same class: `other.add(() => …)`. */
function isOfAnother(node: FunctionNode, world: World): boolean {
  const call = node.parent;
  if (world.object === undefined || call.type !== 'CallExpression') return false;
  const owner = objectOf(call.callee, { ...world, object: undefined });
  if (owner === undefined || owner === world.object) return false;
  const made = classOf(owner, world);
  return made !== undefined && made === classOf(world.object, world);
}

function classOf(variable: TSESLint.Scope.Variable, { sourceCode }: World): TSESTree.Node | undefined {
  const made = originOf(variable)?.expression;
  const value = made && valueOf(made, sourceCode);
  return value?.kind === 'instance' ? value.node : undefined;
}

function* reachedCallsIn(
  body: TSESTree.Node,
  world: World,
  seen: readonly FunctionNode[],
): Generator<TSESTree.CallExpression> {
  for (const { operation } of reachedCalls(body, world, { isMeant: false, rethrows: false }, seen)) yield operation;
}
