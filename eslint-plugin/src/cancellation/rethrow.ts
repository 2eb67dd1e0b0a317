import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { importedName } from '../syntax/imports.js';
import { keyOf, type SourceCode } from '../syntax/nodes.js';

/** The suggestion that makes a catch clause throw a cancellation again; undefined where it would have to be written by hand. */
export function rethrowingCancellation(
  node: TSESTree.CatchClause | TSESTree.CallExpression,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction | undefined {
  if (node.type !== 'CatchClause' || (node.param !== null && node.param.type !== 'Identifier')) return undefined;
  const { param, body } = node;
  const name = param?.name ?? freeName(sourceCode);
  const isCancellation = importedName('isCancellation', sourceCode);
  const open = sourceCode.getFirstToken(body);
  if (open === null) return undefined;
  return (fixer) => [
    ...(param === null
      ? [fixer.insertTextAfterRange([node.range[0], node.range[0] + 'catch'.length], ` (${name})`)]
      : []),
    fixer.insertTextAfter(open, ` if (${isCancellation.text}(${name})) throw ${name};`),
    ...isCancellation.fix(fixer),
  ];
}

/** How a message names what takes the cancellation. */
export function catcherOf(node: TSESTree.CatchClause | TSESTree.CallExpression): string {
  const callee = node.type === 'CallExpression' ? node.callee : undefined;
  return callee?.type === 'MemberExpression' && keyOf(callee) === 'allSettled' ? 'allSettled' : 'this catch';
}

/** What a report of a catch points at: its head, not all of its body. */
export function headOfCatch(node: TSESTree.CatchClause | TSESTree.CallExpression): TSESTree.SourceLocation {
  if (node.type === 'CatchClause') return { start: node.loc.start, end: node.body.loc.start };
  return {
    start: node.callee.type === 'MemberExpression' ? node.callee.property.loc.start : node.loc.start,
    end: node.loc.end,
  };
}

function freeName({ text }: SourceCode): string {
  return /\berror\b/.test(text) ? 'cancellation' : 'error';
}
