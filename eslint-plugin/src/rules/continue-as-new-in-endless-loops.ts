import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isAlwaysTrue } from '../cancellation/simulate.js';
import { createRule } from '../rule.js';
import { isExported } from '../syntax/calls.js';
import { importedName } from '../syntax/imports.js';
import { awaitsOf, exitsOf } from '../syntax/loops.js';
import { functionAround, type FunctionNode, type LoopNode, type SourceCode, unwrap } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';
import { functionCalled, operationStartedBy } from '../syntax/promises.js';
import { valueOf } from '../syntax/values.js';
import { nodesOf } from '../syntax/walk.js';

export const continueAsNewInEndlessLoops = createRule({
  name: 'continue-as-new-in-endless-loops',
  demands: 'A loop without an end continues as new before its history is full.',
  family: 'waiting',
  config: 'recommended',
  codes: [],
  hasSuggestions: true,
  messages: {
    endless:
      'This loop never ends, and each round adds to the history: at 51,200 events or 50 MB the server terminates the workflow, and what it holds is lost. Call continueAsNew when workflowInfo().continueAsNewSuggested.',
    guard: 'Continue as new when it is suggested.',
  },
  create: (context) => {
    const check = (loop: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement) => {
      const { sourceCode } = context;
      if (!isAlwaysTrue(loop.test ?? null) || exitsOf(loop, sourceCode).length > 0) return;
      if (!awaitsOf(loop, sourceCode).some((node) => operationStartedBy(node, sourceCode) !== undefined)) return;
      if (continuesAsNew(loop, sourceCode, [])) return;
      const fix = guarding(loop, sourceCode);
      context.report({
        node: loop,
        loc: { start: loop.loc.start, end: loop.type === 'DoWhileStatement' ? loop.loc.end : loop.body.loc.start },
        messageId: 'endless',
        suggest: fix && [{ messageId: 'guard', fix }],
      });
    };
    return { WhileStatement: check, DoWhileStatement: check, ForStatement: check };
  },
});

/** Whether code calls `continueAsNew`, itself or in a function of the file, or a function that is named after it. */
function continuesAsNew(node: TSESTree.Node, sourceCode: SourceCode, seen: readonly FunctionNode[]): boolean {
  for (const each of nodesOf(node, sourceCode)) {
    if (each.type !== 'CallExpression') continue;
    if (operationOf(each, sourceCode)?.kind === 'continueAsNew') return true;
    if (/continue_?as_?new|entityLoop/i.test(sourceCode.getText(unwrap(each.callee)))) return true;
    const value = valueOf(each.callee, sourceCode);
    if (value?.kind === 'helper' && value.does.renews) return true;
    const called = functionCalled(each, sourceCode);
    if (called === undefined || seen.includes(called)) continue;
    // A function of the file that throws may be there to end the loop.
    if (continuesAsNew(called.body, sourceCode, [...seen, called])) return true;
  }
  return false;
}

/** For a workflow whose arguments can be named, which is most of them. */
function guarding(loop: LoopNode, sourceCode: SourceCode): TSESLint.ReportFixFunction | undefined {
  const workflow = functionAround(loop);
  if (workflow?.type !== 'FunctionDeclaration' || !isExported(workflow, sourceCode)) return undefined;
  const { body } = loop;
  const name = workflow.id?.name;
  const parameters = workflow.params.map((param) => (param.type === 'AssignmentPattern' ? param.left : param));
  const names = parameters.flatMap((param) => (param.type === 'Identifier' ? [param.name] : []));
  if (body.type !== 'BlockStatement' || names.length < parameters.length || name === undefined) return undefined;
  const info = importedName('workflowInfo', sourceCode);
  const continueAsNew = importedName('continueAsNew', sourceCode);
  const close = sourceCode.getLastToken(body);
  const indent = ' '.repeat(loop.loc.start.column);
  const guard = `  if (${info.text}().continueAsNewSuggested) await ${continueAsNew.text}<typeof ${name}>(${names.join(', ')});\n${indent}`;
  return close === null
    ? undefined
    : (fixer) => [fixer.insertTextBefore(close, guard), ...info.fix(fixer), ...continueAsNew.fix(fixer)];
}
