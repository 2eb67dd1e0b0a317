import ts from 'typescript';

const OPERATORS = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.EqualsEqualsToken, '!='],
  [ts.SyntaxKind.ExclamationEqualsToken, '=='],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
]);

const METHODS = { some: 'every', every: 'some', findLast: 'find' };

/** Every change of one operator, condition or constant in a rule's source, with the line before and after it. */
export function mutationsOf(source) {
  const file = ts.createSourceFile('rule.ts', source, ts.ScriptTarget.Latest, true);
  const mutations = [];
  const add = (start, end, text) => {
    const changed = source.slice(0, start) + text + source.slice(end);
    const { line } = file.getLineAndCharacterOfPosition(start);
    const lineOf = (of) => of.split('\n')[line].trim();
    mutations.push({ source: changed, at: line + 1, line: lineOf(source), becomes: lineOf(changed) });
  };
  const replace = (node, text) => add(node.getStart(file), node.getEnd(), text);
  const visit = (node) => {
    if (isWording(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const operator = OPERATORS.get(node.operatorToken.kind);
      if (operator !== undefined) replace(node.operatorToken, operator);
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      replace(node, node.operand.getText(file));
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
    if (ts.isConditionalExpression(node)) {
      replace(node.condition, `!(${node.condition.getText(file)})`);
    }
    if (ts.isIfStatement(node)) {
      replace(node.expression, `(${node.expression.getText(file)}) && false`);
      replace(node.expression, `(${node.expression.getText(file)}) || true`);
    }
    if (ts.isPropertyAccessExpression(node) && Object.hasOwn(METHODS, node.name.text)) {
      replace(node.name, METHODS[node.name.text]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutations;
}

/** What a rule says about itself; other tests hold it to that. */
function isWording(node) {
  return (
    ts.isPropertyAssignment(node) &&
    ts.isIdentifier(node.name) &&
    /^(?:name|demands|family|config|codes|messages|hasSuggestions|looksAt|schema|fixable)$/.test(node.name.text) &&
    ts.isCallExpression(node.parent.parent) &&
    /^create/.test(node.parent.parent.expression.getText())
  );
}
