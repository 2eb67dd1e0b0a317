// Follows code through a cancelled scope, where every activity, timer, condition and child that it calls throws at once; and
// the exception of continueAsNew through what it passes on its way.
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type FunctionNode, isFunction, isLoop, keyOf, type SourceCode, unwrap } from '../syntax/nodes.js';
import { operationOf, swallowedBy } from '../syntax/operations.js';
import { possibleValues } from '../syntax/passed-functions.js';
import { isSdk, type Value, valueOf } from '../syntax/values.js';
import { isReassigned, startedAt, variableOf } from '../syntax/variables.js';
import { childrenOf } from '../syntax/walk.js';
import {
  breaks,
  CANCELLED,
  continues,
  CONTINUES_AS_NEW,
  either,
  NORMAL,
  type Outcome,
  RETURNS,
  surfaces,
  followedBy,
  THROWS,
} from './outcome.js';
import { type Errors, givenTo, isAboutError, isOtherName, truthOf } from './truth.js';

/** Where in the file code is followed, and what is known there. */
export interface World {
  readonly sourceCode: SourceCode;
  readonly errors: Errors;
  /** The functions that are being followed, so that recursion ends. */
  readonly within: readonly FunctionNode[];
  /** Whether somebody waits for what the function around returns. */
  readonly isWaitedFor: boolean;
  /** Whose method is being followed, where a variable stands for it. */
  readonly object?: TSESLint.Scope.Variable | undefined;
}

/** The world of a cancelled scope, from any point of a file. */
export function cancelledWorld(sourceCode: SourceCode): World {
  return { sourceCode, errors: { of: 'cancellation', in: new Set() }, within: [], isWaitedFor: true };
}

/** How a statement, or an expression, ends. */
export function outcomeOf(node: TSESTree.Node, world: World): Outcome {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      return outcomeOfAll(node.body, world);
    case 'IfStatement':
      return followedBy(outcomeOf(node.test, world), () =>
        branch(node.test, world, node.consequent, node.alternate ?? undefined),
      );
    case 'ConditionalExpression':
      return followedBy(outcomeOf(node.test, world), () => branch(node.test, world, node.consequent, node.alternate));
    case 'LogicalExpression':
      return followedBy(outcomeOf(node.left, world), () => either(NORMAL, outcomeOf(node.right, world)));
    case 'TryStatement':
      return outcomeOfTry(node, world);
    case 'ThrowStatement':
      return followedBy(outcomeOf(node.argument, world), () => THROWS);
    case 'ReturnStatement':
      return followedBy(node.argument === null ? NORMAL : outcomeOfReturned(node.argument, world), () => RETURNS);
    case 'BreakStatement':
      return breaks(targetOf(node));
    case 'ContinueStatement':
      return continues(targetOf(node));
    case 'LabeledStatement':
      return without(outcomeOf(node.body, world), node);
    case 'SwitchStatement':
      return followedBy(outcomeOf(node.discriminant, world), () => without(outcomeOfCases(node, world), node));
    case 'AwaitExpression':
      return outcomeOfAwait(node, world);
    case 'CallExpression':
      return outcomeOfCall(node, world);
    default:
      if (isLoop(node)) return outcomeOfLoop(node, world);
      if (isFunction(node) || node.type === 'ClassBody' || node.type.startsWith('TS')) {
        return unwrap(node) === node ? NORMAL : outcomeOf(unwrap(node), world);
      }
      return outcomeOfAll(childrenOf(node, world.sourceCode), world);
  }
}

export function outcomeOfAll(nodes: readonly TSESTree.Node[], world: World): Outcome {
  return nodes.reduce<Outcome>((outcome, node) => followedBy(outcome, () => outcomeOf(node, world)), NORMAL);
}

/** How the call of a function ends, as its caller sees it, who waits for what it returns or not. */
export function outcomeOfFunction(node: FunctionNode, world: World, isWaitedFor = true): Outcome {
  if (world.within.includes(node)) return NORMAL;
  const inside = { ...world, within: [...world.within, node], isWaitedFor };
  const outcome =
    node.body.type === 'BlockStatement' ? outcomeOf(node.body, inside) : outcomeOfReturned(node.body, inside);
  return asFunction(outcome);
}

/** What runs where a promise or a block has failed. */
export interface Handler {
  readonly param: TSESTree.Node | null | undefined;
  readonly body: TSESTree.Node;
}

/** How a catch ends that is entered with the error. */
export function outcomeOfHandler(handler: Handler, world: World): Outcome {
  return outcomeOf(handler.body, holdingParameter(handler, world));
}

/** The world in a catch, whose parameter holds the error. */
export function holdingParameter({ param }: Handler, world: World): World {
  const names = param?.parent === undefined ? [] : (world.sourceCode.getDeclaredVariables?.(param.parent) ?? []);
  return holding(
    world,
    names.filter(({ identifiers }) => identifiers.some((each) => each === param)),
  );
}

/** A test that no round of a loop makes false. */
export function isAlwaysTrue(test: TSESTree.Node | null): boolean {
  if (test === null) return true;
  const node = unwrap(test);
  return node.type === 'Literal' && Boolean(node.value);
}

function branch(
  test: TSESTree.Node,
  world: World,
  consequent: TSESTree.Node,
  alternate: TSESTree.Node | undefined,
): Outcome {
  const truth = truthOf(test, world.errors, world.sourceCode);
  const whenFalse = () => (alternate === undefined ? NORMAL : outcomeOf(alternate, world));
  if (truth === undefined) return either(outcomeOf(consequent, world), whenFalse());
  return truth ? outcomeOf(consequent, world) : whenFalse();
}

function outcomeOfTry({ block, handler, finalizer }: TSESTree.TryStatement, world: World): Outcome {
  const tried = outcomeOf(block, world);
  const handled = handler === null || !surfaces(tried) ? tried : handledBy(handler, tried, world);
  if (finalizer === null) return handled;
  const last = outcomeOf(finalizer, world);
  return last.normal ? either(handled, { ...last, normal: false }) : last;
}

function handledBy(handler: Handler, tried: Outcome, world: World): Outcome {
  const caught = outcomeOfHandler(handler, world);
  const swallows = tried.cancelled && !surfaces(caught);
  return either({ ...tried, cancelled: false, throws: false }, swallows ? { ...caught, swallows } : caught);
}

function outcomeOfLoop(node: TSESTree.Node, world: World): Outcome {
  if (!isLoop(node)) return NORMAL;
  if (node.type === 'ForOfStatement' && node.await) return either(NORMAL, THROWS);
  const isOfItems = node.type === 'ForInStatement' || node.type === 'ForOfStatement';
  const head = isOfItems
    ? outcomeOf(node.right, world)
    : followedBy(node.type === 'ForStatement' && node.init ? outcomeOf(node.init, world) : NORMAL, () =>
        node.test ? outcomeOf(node.test, world) : NORMAL,
      );
  const body = outcomeOf(node.body, world);
  // There was a round, for the operation to be cancelled: the loop comes to its end where a round does.
  const comesRound = body.normal || body.continues.includes(node);
  const isLeft = body.breaks.includes(node);
  const canEnd = isOfItems || !isAlwaysTrue(node.test);
  return followedBy(head, () => ({
    ...body,
    normal: isLeft || (canEnd && comesRound),
    breaks: body.breaks.filter((target) => target !== node),
    continues: body.continues.filter((target) => target !== node),
  }));
}

/** A switch over what the error is called comes to the case of a cancellation, or to the default. */
function outcomeOfCases({ discriminant, cases }: TSESTree.SwitchStatement, world: World): Outcome {
  const isOther = ({ test }: TSESTree.SwitchCase) => test !== null && isOtherName(test, world.errors);
  const taken = isAboutError(discriminant, world.errors, world.sourceCode)
    ? cases.flatMap((each, at) => (isOther(each) ? [] : [at]))
    : [...cases.keys()];
  const outcomes = taken.map((from) =>
    outcomeOfAll(
      cases.slice(from).flatMap(({ consequent }) => consequent),
      world,
    ),
  );
  const hasDefault = cases.some(({ test }) => test === null);
  return hasDefault && outcomes.length > 0 ? outcomes.reduce(either) : outcomes.reduce(either, NORMAL);
}

function without(outcome: Outcome, target: TSESTree.Node): Outcome {
  return outcome.breaks.includes(target)
    ? { ...outcome, normal: true, breaks: outcome.breaks.filter((each) => each !== target) }
    : outcome;
}

/** In a function, what is returned is waited for by whoever called it. */
function outcomeOfReturned(node: TSESTree.Node, world: World): Outcome {
  const value = unwrap(node);
  return value.type === 'CallExpression' && world.isWaitedFor
    ? outcomeOfPromise(value, world)
    : outcomeOf(value, world);
}

function outcomeOfAwait({ argument }: TSESTree.AwaitExpression, world: World): Outcome {
  return outcomeOfPromise(unwrap(argument), world);
}

/** How waiting for a promise ends. */
export function outcomeOfPromise(node: TSESTree.Node, world: World): Outcome {
  const { sourceCode } = world;
  if (node.type === 'ConditionalExpression') {
    return either(outcomeOfPromise(node.consequent, world), outcomeOfPromise(node.alternate, world));
  }
  if (valueOf(node, sourceCode)?.kind === 'trigger') return failed(world);
  if (node.type === 'Identifier') {
    const started = startedAt(node, sourceCode);
    if (started !== node) return outcomeOfPromise(started, world);
    const list = listOf(node, sourceCode);
    return list === undefined ? THROWS : outcomeOfPassed(list, world);
  }
  if (node.type !== 'CallExpression') return node.type === 'Literal' ? NORMAL : either(outcomeOf(node, world), THROWS);
  const operation = operationOf(node, sourceCode);
  if (operation?.kind === 'continueAsNew') return CONTINUES_AS_NEW;
  if (operation !== undefined) return followedBy(outcomeOfAll(node.arguments, world), () => failed(world));
  return outcomeOfChain(node, world) ?? outcomeOfOtherPromise(node, world);
}

/** The `map(…)` that made the list of which a name stands for each: in a loop over it, or in a function that another `map` is given. */
export function listOf(node: TSESTree.Identifier, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  const variable = variableOf(node, sourceCode);
  if (variable === undefined || isReassigned(variable)) return undefined;
  const [definition] = variable.defs;
  const items = definition && (itemsOfLoop(definition) ?? itemsOfCall(definition));
  const list = items && startedAt(unwrap(items), sourceCode);
  return list?.type === 'CallExpression' && isMap(list) ? list : undefined;
}

function itemsOfLoop({ node }: TSESLint.Scope.Definition): TSESTree.Node | undefined {
  const loop = node.type === 'VariableDeclarator' ? node.parent.parent : undefined;
  return loop?.type === 'ForOfStatement' && loop.left === node.parent ? loop.right : undefined;
}

function itemsOfCall({ node, name }: TSESLint.Scope.Definition): TSESTree.Node | undefined {
  if (!isFunction(node) || node.params[0] !== name || node.parent.type !== 'CallExpression') return undefined;
  const { callee } = node.parent;
  return isMap(node.parent) && callee.type === 'MemberExpression' ? callee.object : undefined;
}

function isMap({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && keyOf(callee) === 'map';
}

/** An operation throws where its scope is cancelled, and only there. */
function failed({ errors }: World): Outcome {
  return errors.of === 'cancellation' ? CANCELLED : NORMAL;
}

/** The function that `catch`, `then` or `finally` calls when a promise fails, where it is written there. */
export function chainedFunction(node: TSESTree.CallExpression, sourceCode: SourceCode) {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = keyOf(callee);
  if (method !== 'catch' && method !== 'then' && method !== 'finally') return undefined;
  const handler = node.arguments[method === 'then' ? 1 : 0];
  const value = handler && valueOf(handler, sourceCode);
  return value?.kind === 'function' ? { method, passed: value.node, tried: unwrap(callee.object) } : undefined;
}

/** `promise.catch(…)`, `promise.followedBy(…, …)`, `promise.finally(…)`. */
function outcomeOfChain(node: TSESTree.CallExpression, world: World): Outcome | undefined {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = keyOf(callee);
  if (method !== 'catch' && method !== 'then' && method !== 'finally') return undefined;
  const tried = outcomeOfPromise(unwrap(callee.object), world);
  const handler = method === 'finally' ? undefined : node.arguments[method === 'catch' ? 0 : 1];
  if (handler === undefined || !surfaces(tried)) return tried;
  const handled = valueOf(handler, world.sourceCode);
  if (handled?.kind !== 'function') return either(tried, THROWS);
  return asFunction(handledBy({ param: handled.node.params[0], body: handled.node.body }, tried, world));
}

/** How a body ends as the body of a function: what it returns is the result, and whoever waits for it goes on. */
function asFunction(outcome: Outcome): Outcome {
  return { ...outcome, normal: outcome.normal || outcome.returns, returns: false, breaks: [], continues: [] };
}

function outcomeOfOtherPromise(node: TSESTree.CallExpression, world: World): Outcome {
  const { sourceCode } = world;
  const called = valueOf(node.callee, sourceCode);
  if (called?.kind === 'function') return outcomeOfFunction(called.node, withArguments(node, called.node, world));
  if (swallowedBy(node, sourceCode) !== undefined) return { ...NORMAL, swallows: world.errors.of === 'cancellation' };
  if (isSdk(called, 'workflow', 'CancellationScope.nonCancellable')) return NORMAL;
  if (called?.kind === 'sdk' && called.name.startsWith('log.')) return NORMAL;
  if (called?.kind === 'scopeMethod' && called.name === 'run') {
    return isNonCancellable(called.source) ? NORMAL : outcomeOfPassed(node, world);
  }
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise') {
    const method = keyOf(callee);
    if (method === 'resolve') return NORMAL;
    const joined = outcomeOfJoined(node, world);
    return method === 'allSettled'
      ? { ...joined, normal: true, cancelled: false, throws: false, swallows: joined.cancelled }
      : joined;
  }
  // A global of the language, such as String, gives no promise.
  if (isOfGlobal(callee, sourceCode)) return outcomeOfCall(node, world);
  // What is waited for first: `(await handle).result()`.
  return followedBy(outcomeOf(callee, world), () => outcomeOfEach(possibleValues(callee, sourceCode), world) ?? THROWS);
}

/** The outcome of calling one of several functions; undefined where one of them is not known. */
function outcomeOfEach(values: readonly Value[], world: World): Outcome | undefined {
  const outcomes = values.map((value) => {
    if (value.kind === 'activity') return failed(world);
    return value.kind === 'function' ? outcomeOfFunction(value.node, world) : THROWS;
  });
  return outcomes.length === 0 ? undefined : outcomes.reduce(either);
}

function isOfGlobal(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  let root = node;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root.type === 'Identifier' && variableOf(root, sourceCode) === undefined;
}

/** The promises that `Promise.all` and its like are given: written out, or one for each item of an array. */
export function outcomeOfJoined({ arguments: [list] }: TSESTree.CallExpression, world: World): Outcome {
  const promises = list && startedAt(unwrap(list), world.sourceCode);
  if (promises?.type === 'ArrayExpression') {
    return promises.elements.reduce<Outcome>(
      (outcome, element) =>
        element === null ? outcome : followedBy(outcome, () => outcomeOfPromise(unwrap(element), world)),
      NORMAL,
    );
  }
  return promises?.type === 'CallExpression' ? outcomeOfPassed(promises, world) : THROWS;
}

/** The outcome of the function that a call is given, which runs during the call: `map(…)`, `scope.run(…)`. */
function outcomeOfPassed({ arguments: [passed] }: TSESTree.CallExpression, world: World): Outcome {
  const value = passed && valueOf(passed, world.sourceCode);
  if (value?.kind === 'activity') return failed(world);
  return value?.kind === 'function' ? outcomeOfFunction(value.node, world) : THROWS;
}

/** A call that is not waited for throws only what its synchronous part throws. */
function outcomeOfCall(node: TSESTree.CallExpression, world: World): Outcome {
  const { sourceCode } = world;
  const before = outcomeOfAll([node.callee, ...node.arguments], world);
  const called = valueOf(node.callee, sourceCode);
  if (called?.kind === 'function' && !called.node.async) {
    return followedBy(before, () => outcomeOfFunction(called.node, withArguments(node, called.node, world), false));
  }
  if (called?.kind === 'continueAsNew' || isSdk(called, 'workflow', 'continueAsNew')) return CONTINUES_AS_NEW;
  return followedBy(before, () => (mayRethrow(node, world) ? either(NORMAL, THROWS) : NORMAL));
}

/** A function from elsewhere that is given the error, its result unused, may be there to throw it again. */
function mayRethrow(node: TSESTree.CallExpression, { sourceCode, errors }: World): boolean {
  const isGivenError = node.arguments.some((each) => {
    const variable = variableOf(unwrap(each), sourceCode);
    return variable !== undefined && errors.in.has(variable);
  });
  if (!isGivenError) return false;
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier') return node.parent.type === 'ExpressionStatement';
  return callee.type === 'MemberExpression' && /throw|assert|cancel/i.test(keyOf(callee) ?? '');
}

function withArguments(node: TSESTree.CallExpression, called: FunctionNode, world: World): World {
  return holding(world, givenTo(called, node, world.errors, world.sourceCode));
}

function holding({ errors, ...world }: World, variables: readonly TSESLint.Scope.Variable[]): World {
  return { ...world, errors: { ...errors, in: new Set([...errors.in, ...variables]) } };
}

/** `new CancellationScope({ cancellable: false })`. */
export function isNonCancellable(source: TSESTree.NewExpression | undefined): boolean {
  const [options] = source?.arguments ?? [];
  return (
    options?.type === 'ObjectExpression' &&
    options.properties.some(
      (property) =>
        property.type === 'Property' &&
        keyOf(property) === 'cancellable' &&
        property.value.type === 'Literal' &&
        property.value.value === false,
    )
  );
}

function targetOf(node: TSESTree.BreakStatement | TSESTree.ContinueStatement): TSESTree.Node {
  for (const around of ancestorsOf(node)) {
    if (isFunction(around)) break;
    if (node.label !== null) {
      if (around.type === 'LabeledStatement' && around.label.name === node.label.name) {
        return isLoop(around.body) ? around.body : around;
      }
    } else if (isLoop(around) || (node.type === 'BreakStatement' && around.type === 'SwitchStatement')) {
      return around;
    }
  }
  return node;
}
