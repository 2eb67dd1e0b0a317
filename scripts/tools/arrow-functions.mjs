import ts from 'typescript';

/**
 * Turns the function declarations of a script into arrow functions, which are shorter: `const f = (a) => {…}`. One that could be called
 * before its own line is left, since only declarations exist that early; so is one that is not the same as an arrow function.
 *
 * @param {string} text a script
 * @returns {string} no line moves
 */
export function arrowFunctions(text) {
  const file = ts.createSourceFile('script.js', text, ts.ScriptTarget.Latest, true);
  const functions = new Map(
    file.statements.filter(ts.isFunctionDeclaration).map((statement) => [statement.name.text, statement]),
  );
  const replacements = [];
  const early = new Set();
  for (const statement of file.statements) {
    if (!ts.isFunctionDeclaration(statement)) addCalled(statement, functions, early);
    else if (!early.has(statement.name.text) && isLikeAnArrow(statement))
      replacements.push(...toArrow(statement, file));
  }
  return replacements
    .sort((one, other) => one.start - other.start)
    .reduceRight((rest, { start, end, write }) => rest.slice(0, start) + write + rest.slice(end), text);
}

/**
 * Adds the functions whose code a node may run: those that it names, and those that these name. What is only handed on runs
 * later; where it does not, the script fails when it is loaded, each time.
 */
function addCalled(node, functions, called) {
  if (ts.isIdentifier(node) && functions.has(node.text) && !called.has(node.text)) {
    called.add(node.text);
    addCalled(functions.get(node.text).body, functions, called);
  }
  if (!ts.isFunctionLike(node)) ts.forEachChild(node, (child) => addCalled(child, functions, called));
}

function isLikeAnArrow(statement) {
  if (statement.asteriskToken !== undefined) return false;
  const needsItsOwn = (node) =>
    node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.MetaProperty ||
    (ts.isIdentifier(node) && node.text === 'arguments') ||
    ts.forEachChild(node, needsItsOwn) === true;
  return !needsItsOwn(statement);
}

/** What is put around the parameters and the body, which stay in their places. */
function toArrow(statement, file) {
  const { name, body, modifiers = [] } = statement;
  const isAsync = modifiers.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const start = statement.getStart(file);
  return [
    { start, end: name.end, write: `const ${name.text} = ${isAsync ? 'async ' : ''}` },
    { start: body.getStart(file), end: body.getStart(file), write: '=> ' },
    { start: body.end, end: body.end, write: ';' },
  ];
}
