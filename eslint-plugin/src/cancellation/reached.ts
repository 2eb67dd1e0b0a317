import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, isFunction } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';
import { possibleValues } from '../syntax/passed-functions.js';
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
      if (truth !== false) yield* reachedCalls(node.consequent, world, inside, seen);
      if (truth !== true && node.alternate) yield* reachedCalls(node.alternate, world, inside, seen);
      return;
    }
    case 'CallExpression': {
      const operation = operationIn(node, world, seen);
      if (operation !== undefined) yield { node, operation, ...way };
      break;
    }
    default:
  }
  for (const child of childrenOf(node, world.sourceCode)) {
    if (!isFunction(child)) yield* reachedCalls(child, world, way, seen);
  }
}

/** The first operation that a call starts, itself or in a function of the file that it calls. */
function operationIn(
  node: TSESTree.CallExpression,
  world: World,
  seen: readonly FunctionNode[],
): TSESTree.CallExpression | undefined {
  const { sourceCode } = world;
  if (operationOf(node, sourceCode) !== undefined) return node;
  for (const called of possibleValues(node.callee, sourceCode)) {
    if (called.kind !== 'function' || seen.includes(called.node)) continue;
    for (const each of reachedCallsIn(called.node.body, world, [...seen, called.node])) return each;
  }
  return undefined;
}

function* reachedCallsIn(
  body: TSESTree.Node,
  world: World,
  seen: readonly FunctionNode[],
): Generator<TSESTree.CallExpression> {
  for (const { operation } of reachedCalls(body, world, { isMeant: false, rethrows: false }, seen)) yield operation;
}
