import type { TSESTree } from '@typescript-eslint/utils';
import { functionAround, type FunctionNode, type SourceCode } from '../syntax/nodes.js';
import { runsOf } from '../syntax/passed-functions.js';
import { isSdk, valueOf } from '../syntax/values.js';
import { isNonCancellable } from './simulate.js';

/** Whether code runs in a scope that no cancellation reaches, wherever the file calls it. */
export function isShielded(node: TSESTree.Node, sourceCode: SourceCode, seen: readonly FunctionNode[] = []): boolean {
  const around = functionAround(node);
  if (around === undefined || seen.includes(around)) return false;
  const calls = runsOf(around, sourceCode);
  return (
    calls.length > 0 &&
    calls.every((call) => shields(call, sourceCode) || isShielded(call, sourceCode, [...seen, around]))
  );
}

function shields(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const called = valueOf(call.callee, sourceCode);
  return (
    isSdk(called, 'workflow', 'CancellationScope.nonCancellable') ||
    (called?.kind === 'scopeMethod' && called.name === 'run' && isNonCancellable(called.source))
  );
}
