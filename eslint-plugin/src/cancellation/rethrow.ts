import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { importedName } from '../syntax/imports.js';
import { keyOf, type SourceCode } from '../syntax/nodes.js';

/** What takes a cancellation: a catch clause, the call of `catch` or `allSettled`, the block of a `finally`. */
export type Catcher = TSESTree.CatchClause | TSESTree.CallExpression | TSESTree.BlockStatement;

/** The suggestion that makes a catch clause throw a cancellation again; undefined where it would have to be written by hand. */
export function rethrowingCancellation(node: Catcher, sourceCode: SourceCode): TSESLint.ReportFixFunction | undefined {
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

interface Words {
  readonly catcher: string;
  /** What becomes of the error. */
  readonly taken: string;
  readonly cure: string;
}

/** What a message says of what takes the cancellation, and of what is to be done about it. */
export function wordsFor(node: Catcher): Words {
  if (node.type === 'BlockStatement') {
    const catcher = 'the jump out of this finally';
    return { catcher, taken: `${catcher} drops the error`, cure: 'Let the finally run into its end.' };
  }
  const callee = node.type === 'CallExpression' ? node.callee : undefined;
  const name = callee?.type === 'MemberExpression' ? keyOf(callee) : callee?.type === 'Identifier' ? callee.name : '';
  const catcher = name === 'allSettled' ? name : /^(?:catch|then)?$/.test(name ?? '') ? 'this catch' : `${name}()`;
  return {
    catcher,
    taken: `${catcher} takes it for a failure`,
    cure: 'Rethrow the error where isCancellation(error).',
  };
}

/** What a report points at: the head of a catch, not all of its body. */
export function headOfCatch(node: Catcher, sourceCode: SourceCode): TSESTree.SourceLocation {
  if (node.type === 'CatchClause') return { start: node.loc.start, end: node.body.loc.start };
  if (node.type === 'BlockStatement') return sourceCode.getTokenBefore(node)?.loc ?? node.loc;
  return {
    start: node.callee.type === 'MemberExpression' ? node.callee.property.loc.start : node.loc.start,
    end: node.loc.end,
  };
}

function freeName({ text }: SourceCode): string {
  return /\berror\b/.test(text) ? 'cancellation' : 'error';
}
