// Where a cancellation ends in a catch that goes on, and what becomes of the workflow then.
import type { TSESTree } from '@typescript-eslint/utils';
import {
  type FunctionNode,
  isFunction,
  isLoop,
  keyOf,
  type LoopNode,
  type SourceCode,
  unwrap,
} from '../syntax/nodes.js';
import { isKeptInTable } from '../syntax/calls.js';
import { type Operation, operationOf, swallowedBy } from '../syntax/operations.js';
import { possibleValues, runsOf } from '../syntax/passed-functions.js';
import { perFile } from '../syntax/per-file.js';
import { startedAt } from '../syntax/variables.js';
import { allNodesOf, nodesOf, nodesOfTypes } from '../syntax/walk.js';
import { isWorkflow } from '../syntax/workflows.js';
import type { WorkflowCode } from '../workflow-code.js';
import { isEndless } from './endless.js';
import { NORMAL, type Outcome, surfaces, followedBy } from './outcome.js';
import type { Catcher } from './rethrow.js';
import { isShielded } from './shielded.js';
import {
  cancelledWorld,
  listOf,
  outcomeOfJoined,
  outcomeOf,
  outcomeOfAll,
  outcomeOfHandler,
  outcomeOfPromise,
  type World,
} from './simulate.js';

/**
 * What a cancelled workflow does after such a catch.
 *
 * - `spins`: a loop never waits again.
 * - `renews`: it continues as new, and the new run is not cancelled.
 * - `rounds`: the rounds of a loop that are left fail at once, and it completes.
 * - `goesOn`: later steps fail at once, too, and it completes.
 * - `completes`: it completes.
 */
export type Consequence = 'spins' | 'renews' | 'rounds' | 'goesOn' | 'completes';

const BY_GRAVITY: readonly Consequence[] = ['spins', 'renews', 'rounds', 'goesOn', 'completes'];

export interface Swallowing {
  readonly node: Catcher;
  readonly operation: Operation;
  readonly consequence: Consequence;
}

type Tried = TSESTree.TryStatement | TSESTree.CallExpression;

/** Every place of a file where a cancellation is surely swallowed. */
export const swallowingsIn = perFile((sourceCode, workflow: WorkflowCode | undefined): readonly Swallowing[] => {
  const world = cancelledWorld(sourceCode);
  const nodes = nodesOfTypes(['TryStatement', 'CallExpression'], sourceCode);
  return nodes.flatMap((node) => swallowingAt(node, world, workflow) ?? []);
});

function swallowingAt(node: Tried, world: World, workflow: WorkflowCode | undefined): Swallowing | undefined {
  const site = siteAt(node, world);
  if (site === undefined || surfaces(site.outcome) || isShielded(node, world.sourceCode)) return undefined;
  const operation = operationIn(site.tried, world.sourceCode);
  const consequence = operation && follow({ ...site, at: site.statement, workflow, calls: [] }, world);
  // Who looks for a cancellation knows what becomes of it; but for a loop that would wait on a cancelled scope.
  const isMeant = testsCancellation(site.handler, world.sourceCode);
  if (isMeant && (consequence !== 'spins' || operation?.kind === 'scope')) return undefined;
  return consequence && { node: site.node, operation, consequence };
}

interface Site {
  readonly node: Swallowing['node'];
  readonly handler: TSESTree.Node;
  /** What is tried. */
  readonly tried: TSESTree.Node;
  /** Where the code goes on from. */
  readonly statement: TSESTree.Node;
  /** How the catch ends. */
  readonly outcome: Outcome;
}

function siteAt(node: Tried, world: World): Site | undefined {
  if (node.type === 'TryStatement') {
    const { handler, finalizer, block } = node;
    if (!outcomeOf(block, world).cancelled) return undefined;
    // A return or another jump in finally drops what is thrown.
    if (finalizer !== null && (handler === null || surfaces(outcomeOfHandler(handler, world)))) {
      const outcome = outcomeOf(finalizer, world);
      return outcome.normal
        ? undefined
        : { node: finalizer, handler: finalizer, tried: block, statement: node, outcome };
    }
    if (handler === null) return undefined;
    const handled = outcomeOfHandler(handler, world);
    const outcome = finalizer === null ? handled : followedBy(handled, () => outcomeOf(finalizer, world));
    return { node: handler, handler: handler.body, tried: block, statement: node, outcome };
  }
  const isWaitedFor = node.parent.type === 'AwaitExpression' || node.parent.type === 'ReturnStatement';
  if (isWaitedFor && swallowedBy(node, world.sourceCode) !== undefined)
    return { node, handler: node, tried: node, statement: node.parent, outcome: NORMAL };
  if (node.callee.type !== 'MemberExpression') return undefined;
  const method = keyOf(node.callee);
  if (method === 'allSettled' && isWaitedFor) {
    const { cancelled } = outcomeOfJoined(node, world);
    return cancelled ? { node, handler: node, tried: node, statement: node.parent, outcome: NORMAL } : undefined;
  }
  if (!isWaitedFor || (method !== 'catch' && method !== 'then')) return undefined;
  const tried = unwrap(node.callee.object);
  if (!outcomeOfPromise(tried, world).cancelled) return undefined;
  return {
    node,
    handler: node,
    tried,
    statement: node.parent,
    outcome: { ...outcomeOfPromise(node, world), swallows: false },
  };
}

function testsCancellation(handler: TSESTree.Node, sourceCode: SourceCode): boolean {
  return allNodesOf(handler, sourceCode).some(
    (node) =>
      (node.type === 'Identifier' && /^(?:isCancel|CancelledFailure$|consideredCancelled$)/.test(node.name)) ||
      (node.type === 'Literal' && node.value === 'CancelledFailure'),
  );
}

/** The first operation below a node, also through functions of the file. */
function operationIn(
  node: TSESTree.Node,
  sourceCode: SourceCode,
  seen: readonly FunctionNode[] = [],
): Operation | undefined {
  for (const each of nodesOf(node, sourceCode)) {
    const started = (each.type === 'Identifier' && listOf(each, sourceCode)) || startedAt(each, sourceCode);
    if (started !== each) {
      const found = operationIn(started, sourceCode, seen);
      if (found !== undefined) return found;
    }
    const operation = operationOf(each, sourceCode);
    if (operation !== undefined && operation.kind !== 'continueAsNew') return operation;
    if (each.type !== 'CallExpression') continue;
    for (const value of [each.callee, ...each.arguments].flatMap((part) => possibleValues(part, sourceCode))) {
      if (value.kind === 'activity') return { kind: 'activity', label: `${value.name}()` };
      if (value.kind === 'function' && !seen.includes(value.node)) {
        const found = operationIn(value.node.body, sourceCode, [...seen, value.node]);
        if (found !== undefined) return found;
      }
    }
    const swallowed = swallowedBy(each, sourceCode);
    if (swallowed !== undefined) return swallowed;
  }
  return undefined;
}

interface Position {
  readonly at: TSESTree.Node;
  readonly tried: TSESTree.Node;
  readonly outcome: Outcome;
  /** What the file is. */
  readonly workflow: WorkflowCode | undefined;
  readonly calls: readonly TSESTree.Node[];
}

/** Goes outwards from a catch that goes on, and over what comes after it; undefined where the cancellation comes up again. */
function follow(position: Position, world: World): Consequence | undefined {
  let { at, outcome } = position;
  let consequence: Consequence = 'completes';
  while (!isFunction(at) && at.type !== 'Program') {
    const { parent }: TSESTree.Node = at;
    if (parent === undefined) return undefined;
    const around: TSESTree.Node = parent;
    if (isLoop(around) && at === around.body) {
      const round = roundOf(around, outcome, world);
      if (round === undefined) return undefined;
      if (round.repeats) {
        if (isEndless(around, position.tried, world.sourceCode)) return 'spins';
        consequence = 'rounds';
      }
      outcome = round.outcome;
    } else {
      outcome = after(at, around, outcome, world);
    }
    if (surfaces(outcome)) return undefined;
    if (outcome.continuesAsNew) return 'renews';
    at = around;
  }
  if (outcome.swallows && consequence === 'completes') consequence = 'goesOn';
  return isFunction(at) ? afterFunction(at, consequence, position, world) : undefined;
}

/** What follows a statement in the one around it. */
function after(at: TSESTree.Node, around: TSESTree.Node, outcome: Outcome, world: World): Outcome {
  switch (around.type) {
    case 'BlockStatement':
      return followedBy(outcome, () =>
        outcomeOfAll(around.body.slice(around.body.indexOf(at as TSESTree.Statement) + 1), world),
      );
    case 'SwitchCase':
      return followedBy(outcome, () =>
        outcomeOfAll(around.consequent.slice(around.consequent.indexOf(at as TSESTree.Statement) + 1), world),
      );
    case 'SwitchStatement':
    case 'LabeledStatement':
      return outcome.breaks.includes(around) ? { ...outcome, normal: true } : outcome;
    case 'TryStatement': {
      const { finalizer } = around;
      return finalizer === null || at === finalizer ? outcome : followedBy(outcome, () => outcomeOf(finalizer, world));
    }
    default:
      return outcome;
  }
}

/** The next round of a loop, and how the loop ends; undefined where the cancellation comes up in the next round. */
function roundOf(
  loop: LoopNode,
  outcome: Outcome,
  world: World,
): { readonly repeats: boolean; readonly outcome: Outcome } | undefined {
  const goesRound = outcome.normal || outcome.continues.includes(loop);
  const ends = { ...outcome, normal: true };
  if (!goesRound) return { repeats: false, outcome: outcome.breaks.includes(loop) ? ends : outcome };
  const tests = 'test' in loop && loop.test ? [loop.test] : [];
  const round = outcomeOfAll([...('update' in loop && loop.update ? [loop.update] : []), ...tests, loop.body], world);
  if (surfaces(round)) return undefined;
  const repeats = (round.normal || round.continues.includes(loop)) && !round.returns && !round.breaks.includes(loop);
  return { repeats, outcome: ends };
}

function afterFunction(
  node: FunctionNode,
  consequence: Consequence,
  position: Position,
  world: World,
): Consequence | undefined {
  const { sourceCode } = world;
  const isExported = isWorkflow(node, sourceCode, position.workflow);
  // A step in a table is called by the loop that looks for it there, and what comes after it stands elsewhere.
  const isStart = isExported && !(consequence === 'goesOn' && isKeptInTable(node, sourceCode));
  const calls = runsOf(node, sourceCode).filter((call) => !position.calls.includes(call));
  if (calls.length === 0) return isStart || consequence === 'completes' ? consequence : 'completes';
  const found = calls.flatMap(
    (call) => follow({ ...position, at: call, outcome: NORMAL, calls: [...position.calls, call] }, world) ?? [],
  );
  if (isStart) found.push(consequence);
  return found.map((each) => gravest(each, consequence)).sort(byGravity)[0];
}

function gravest(outer: Consequence, inner: Consequence): Consequence {
  return outer === 'completes' ? inner : outer;
}

function byGravity(a: Consequence, b: Consequence): number {
  return BY_GRAVITY.indexOf(a) - BY_GRAVITY.indexOf(b);
}
