import type * as Ast from 'oxc-parser';

/** Whether a jump in the body of a loop, or of a labelled statement, leads to what follows it. */
export function isLeft(body: Ast.Statement, labels: readonly string[], byPlainBreak: boolean): boolean {
  return hasStatement(body, (node, isOwn) => {
    if (node.type !== 'BreakStatement') return false;
    return node.label == null ? byPlainBreak && isOwn : labels.includes(node.label.name);
  });
}

/** Whether a statement may end the function around it. */
export function endsFunction(body: Ast.Statement): boolean {
  return hasStatement(body, ({ type }) => type === 'ReturnStatement' || type === 'ThrowStatement');
}

type Test = (node: Ast.Statement, isOwn: boolean) => boolean;

/** Whether there is such a statement in another one; it is its own where no loop or switch stands between them. */
function hasStatement(node: Ast.Statement | null | undefined, test: Test, isOwn = true): boolean {
  if (node == null) return false;
  if (test(node, isOwn)) return true;
  const has = (each: Ast.Statement | null | undefined, own = isOwn) => hasStatement(each, test, own);
  switch (node.type) {
    case 'BlockStatement':
      return node.body.some((each) => has(each));
    case 'IfStatement':
      return has(node.consequent) || has(node.alternate);
    case 'LabeledStatement':
    case 'WithStatement':
      return has(node.body);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return has(node.body, false);
    case 'SwitchStatement':
      return node.cases.some(({ consequent }) => consequent.some((each) => has(each, false)));
    case 'TryStatement':
      return has(node.block) || has(node.handler?.body) || has(node.finalizer);
    default:
      return false;
  }
}

/** Whether a loop goes on as long as nothing leaves it. */
export function isEndless(test: Ast.Expression | null): boolean {
  return test === null || (test.type === 'Literal' && Boolean(test.value));
}
