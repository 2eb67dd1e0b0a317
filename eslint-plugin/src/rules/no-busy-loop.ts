import type { TSESTree } from '@typescript-eslint/utils';
import { isAlwaysTrue } from '../cancellation/simulate.js';
import { createRule } from '../rule.js';
import { changedIn, variablesIn } from '../syntax/changes.js';
import { awaitsOf, exitsOf } from '../syntax/loops.js';
import { functionAround, keyOf, type LoopNode, type SourceCode, unwrap } from '../syntax/nodes.js';
import { valueOf } from '../syntax/values.js';
import { variableOf } from '../syntax/variables.js';
import { nodesOf } from '../syntax/walk.js';

export const noBusyLoop = createRule({
  name: 'no-busy-loop',
  demands: 'A loop that waits for something to change gives way to what changes it.',
  family: 'waiting',
  config: 'recommended',
  codes: [],
  messages: {
    clock:
      'Time does not pass in this loop: Date.now() stands still until the workflow waits, so that it never ends and the worker gives the task up with "Script execution timed out". Use await sleep(…).',
    blocked:
      'Nothing can change what this loop looks at: no signal, update or activity result is delivered before the workflow waits, and the worker gives the task up with "Script execution timed out". Use await condition(() => …).',
    settled:
      'This loop waits for what is settled already, which lets no signal, update or activity result in: it never ends, and the worker gives the task up with "Script execution timed out". Use await condition(() => …).',
  },
  create: (context) => {
    const check = (loop: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement) => {
      const { sourceCode } = context;
      const awaits = awaitsOf(loop, sourceCode);
      if (!awaits.every((node) => node.type === 'AwaitExpression' && isSettled(node.argument))) return;
      if (exitsOf(loop, sourceCode).length > 0 || isGenerator(loop)) return;
      const test = loop.test ?? null;
      const tests = test === null || isAlwaysTrue(test) ? [] : [test];
      if (tests.some((each) => mayChange(each, loop, sourceCode))) return;
      const isClock = tests.some((test) => nodesOf(test, sourceCode).some((node) => isClockRead(node, sourceCode)));
      context.report({
        node: loop,
        loc: { start: loop.loc.start, end: loop.type === 'DoWhileStatement' ? loop.loc.end : loop.body.loc.start },
        messageId: isClock ? 'clock' : awaits.length > 0 ? 'settled' : 'blocked',
      });
    };
    return { WhileStatement: check, DoWhileStatement: check, ForStatement: check };
  },
});

/** Whether the loop may make its condition false: it changes what that looks at, or calls what could. */
function mayChange(test: TSESTree.Node, loop: LoopNode, sourceCode: SourceCode): boolean {
  const parts = nodesOf(loop, sourceCode);
  if (parts.some((node) => node.type === 'CallExpression' && !isHarmless(node, sourceCode))) return true;
  if (parts.some((node) => node.type === 'NewExpression' || node.type === 'TaggedTemplateExpression')) return true;
  const changed = changedIn(
    parts.filter((node) => node.type !== 'CallExpression'),
    sourceCode,
  );
  const looksAt = variablesIn(test, sourceCode);
  if (looksAt.size === 0) return !parts.some((node) => isClockRead(node, sourceCode));
  return [...looksAt].some((variable) => changed.has(variable));
}

/** A call that changes nothing that a loop could look at. */
function isHarmless(node: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  if (isClockRead(node, sourceCode)) return true;
  const value = valueOf(node.callee, sourceCode);
  if (value?.kind === 'sdk') return /^(?:log\.|workflowInfo$)/.test(value.name);
  const callee = unwrap(node.callee);
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    /^(?:console|Math|Promise)$/.test(callee.object.name) &&
    variableOf(callee.object, sourceCode) === undefined
  );
}

function isClockRead(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = unwrap(node.callee);
  return (
    callee.type === 'MemberExpression' &&
    keyOf(callee) === 'now' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Date' &&
    variableOf(callee.object, sourceCode) === undefined
  );
}

/** `await Promise.resolve()`, `await null`. */
function isSettled(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  if (node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined')) return true;
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  return (
    callee?.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise' &&
    keyOf(callee) === 'resolve'
  );
}

function isGenerator(node: TSESTree.Node): boolean {
  return functionAround(node)?.generator === true;
}
