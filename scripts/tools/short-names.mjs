import ts from 'typescript';

const LONG_KEY = 15;

/** What `typeof` gives: engines know such comparisons by the literal. */
const TYPES = ['string', 'number', 'boolean', 'function', 'object', 'undefined', 'symbol', 'bigint'];

/**
 * Keeps each long name that a file spells out often just once: `options.startToCloseTimeout` becomes `options[name$0]`. A
 * minifier leaves the names of properties alone, and of strings as many copies as there are. Objects keep most of their literal
 * keys: they are made faster with them.
 *
 * The names come out of one list, which no minifier puts back in its places.
 *
 * @param {string} text a script
 * @param {RegExp} [internal] names that become short anyway
 * @returns {string} no line moves
 */
export function shortNames(text, internal = /^$/) {
  const file = ts.createSourceFile('script.js', text, ts.ScriptTarget.Latest, true);
  const uses = new Map();
  const use = (name, start, end, replacement) => {
    if (internal.test(name) || TYPES.includes(name)) return;
    uses.set(name, [...(uses.get(name) ?? []), { start, end, ...replacement }]);
  };
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name) && !node.questionDotToken) {
      use(node.name.text, node.expression.end, node.end, { write: (short) => `[${short}]`, saves: -2 });
    } else if (ts.isBindingElement(node) && node.dotDotDotToken === undefined && ts.isIdentifier(node.name)) {
      const { propertyName: key, name } = node;
      if (key === undefined) {
        use(name.text, name.getStart(file), name.end, { write: (short) => `[${short}]: ${name.text}`, saves: -3 });
      } else if (ts.isIdentifier(key)) {
        use(key.text, key.getStart(file), key.end, { write: (short) => `[${short}]`, saves: -3 });
      }
    } else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && isLong(node.name)) {
      use(node.name.text, node.name.getStart(file), node.name.end, { write: (short) => `[${short}]`, saves: -3 });
    } else if (ts.isShorthandPropertyAssignment(node) && isLong(node.name)) {
      const { text: key } = node.name;
      use(key, node.name.getStart(file), node.name.end, { write: (short) => `[${short}]: ${key}`, saves: -3 });
    } else if (ts.isStringLiteral(node) && isValue(node)) {
      use(node.text, node.getStart(file), node.end, { write: (short) => short, saves: 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  const chosen = [...uses].filter(([name, places]) => gain(name, places) > 0);
  const replacements = chosen.flatMap(([, places], index) =>
    places.map(({ start, end, write }) => ({ start, end, text: write(`name$${index}`) })),
  );
  replacements.sort((one, other) => one.start - other.start);
  const short = replacements.reduceRight(
    (rest, { start, end, text: replacement }) => rest.slice(0, start) + replacement + rest.slice(end),
    text,
  );
  if (chosen.length === 0) return short;
  const list = chosen.map(([name]) => name).join(' ');
  const names = chosen.map((_each, index) => `name$${index}`).join(', ');
  return `const [${names}] = ${JSON.stringify(list)}.split(" ");${short}`;
}

/** Whether it is worth it for the key of an object, which engines make faster with literal keys. */
function isLong({ text }) {
  return text.length >= LONG_KEY;
}

/** What is saved, in bytes, once every variable has a name of one or two letters. */
function gain(name, places) {
  return places.reduce((sum, { saves }) => sum + name.length + saves - 1.5, 0) - name.length - 4.5;
}

/** Whether a literal is a value that has a name's form, not a key, a directive or a module's path. */
function isValue(node) {
  const { parent } = node;
  if (!/^[\w.]+$/.test(node.text) || ts.isExpressionStatement(parent)) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  return !(ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === 'require');
}
