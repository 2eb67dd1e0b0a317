import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../rule.js';
import { changedIn, variablesIn } from '../syntax/changes.js';
import { importedName } from '../syntax/imports.js';
import { awaitsOf, exitsOf } from '../syntax/loops.js';
import { functionAround, isWithin, type LoopNode, type SourceCode, unwrap } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';
import { nodesOf } from '../syntax/walk.js';

export const preferCondition = createRule({
  name: 'prefer-condition',
  demands: 'A workflow waits for a change of its own state with condition(), not by sleeping and looking again.',
  family: 'waiting',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    polling:
      'This loop sleeps until {{variable}} changes, which a handler does: each round writes five events, and the server ends the workflow at 51,200. Wait with await condition(() => …), which writes none and wakes at once.',
    condition: 'Wait with condition().',
  },
  create: (context) => {
    const { sourceCode } = context;
    const check = (loop: LoopNode) => {
      const awaits = awaitsOf(loop, sourceCode);
      if (awaits.length === 0 || !awaits.every((node) => isSleep(node, sourceCode))) return;
      const tests = testsOf(loop, sourceCode);
      const changed = changedIn(nodesOf(loop, sourceCode), sourceCode);
      const watched = tests
        .flatMap((test) => [...variablesIn(test, sourceCode)])
        .find((variable) => !changed.has(variable) && isChangedElsewhere(variable, loop));
      if (watched === undefined) return;
      const fix = waitingFor(loop, sourceCode);
      context.report({
        node: loop,
        loc: { start: loop.loc.start, end: loop.type === 'DoWhileStatement' ? loop.loc.end : loop.body.loc.start },
        messageId: 'polling',
        data: { variable: watched.name },
        suggest: fix && [{ messageId: 'condition', fix }],
      });
    };
    return { WhileStatement: check, DoWhileStatement: check, ForStatement: check };
  },
});

function isSleep(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  const operation = node.type === 'AwaitExpression' ? operationOf(unwrap(node.argument), sourceCode) : undefined;
  // A function of another file may look again by itself.
  return operation?.kind === 'timer' && operation.isElsewhere === undefined;
}

/** What decides whether a loop goes on: its condition, and those under which it is left. */
function testsOf(loop: LoopNode, sourceCode: SourceCode): TSESTree.Node[] {
  const own = 'test' in loop && loop.test ? [loop.test] : [];
  const exits = exitsOf(loop, sourceCode).flatMap((exit) => {
    const statement = exit.parent?.type === 'BlockStatement' ? exit.parent.parent : exit.parent;
    return statement?.type === 'IfStatement' ? [statement.test] : [];
  });
  return [...own, ...exits];
}

/** Whether another function than the loop's gives the variable a value: a handler, in the end. */
function isChangedElsewhere(variable: TSESLint.Scope.Variable, loop: LoopNode): boolean {
  const own = functionAround(loop);
  return variable.references.some(({ identifier }) => {
    const around = functionAround(identifier);
    return around !== own && around !== undefined && !isWithin(identifier, loop) && changes(identifier);
  });
}

function changes(identifier: TSESTree.Node): boolean {
  let node = identifier;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  const { parent } = node;
  return (
    (parent?.type === 'AssignmentExpression' && parent.left === node) ||
    parent?.type === 'UpdateExpression' ||
    (parent?.type === 'CallExpression' && parent.callee === node && node !== identifier)
  );
}

/** For a loop that does nothing but sleep. */
function waitingFor(loop: LoopNode, sourceCode: SourceCode): TSESLint.ReportFixFunction | undefined {
  if (loop.type !== 'WhileStatement') return undefined;
  const only = loop.body.type === 'BlockStatement' ? loop.body.body : [loop.body];
  const [statement] = only;
  if (only.length !== 1 || statement?.type !== 'ExpressionStatement') return undefined;
  if (!isSleep(unwrap(statement.expression), sourceCode) || sourceCode.getCommentsInside(loop).length > 0)
    return undefined;
  const condition = importedName('condition', sourceCode);
  const { test } = loop;
  const until =
    test.type === 'UnaryExpression' && test.operator === '!'
      ? sourceCode.getText(test.argument)
      : `!(${sourceCode.getText(test)})`;
  return (fixer) => [fixer.replaceText(loop, `await ${condition.text}(() => ${until});`), ...condition.fix(fixer)];
}
