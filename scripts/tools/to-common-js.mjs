import ts from 'typescript';

/**
 * An ES module of esbuild's as CommonJS, without the helpers that esbuild would add: they are half a kilobyte a file. What
 * is imported is taken apart at once, so it must be there: no import may be part of a cycle.
 *
 * @param {string} text
 * @param {string} [passedOn] a module whose exports are exported, too, apart from those of the same name
 * @param [options] small: whether the mark of an ES module may be seen among the exports
 * @returns the code, and the names in the form in which Node finds them for an `import` of this CommonJS module
 */
export function toCommonJs(text, passedOn, { small = false } = {}) {
  const file = ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest, true);
  const modules = new Map();
  const replacements = [];
  const exported = [];
  // By the name that stands for it, what a name of an import is in CommonJS.
  const replaced = new Map();
  for (const statement of file.statements) {
    const [start, end] = [statement.getStart(file), statement.end];
    if (ts.isImportDeclaration(statement)) {
      const module = loaded(modules, statement.moduleSpecifier.text);
      const namespace = namespaceOf(statement);
      if (namespace !== undefined) replaced.set(namespace, module);
      replacements.push({
        start,
        end,
        text: namespace === undefined ? bindingOf(statement, module, file, replaced) : '',
      });
    } else if (ts.isExportDeclaration(statement)) {
      for (const { name, propertyName } of statement.exportClause.elements)
        exported.push({ name: name.text, local: (propertyName ?? name).text });
      replacements.push({ start, end, text: '' });
    }
  }
  replacements.push(...usesOf(replaced, file));
  replacements.sort((a, b) => a.start - b.start);
  const others = passedOn === undefined ? [] : [loaded(modules, passedOn)];
  const own = exported.map(({ name, local }) => (name === local ? name : `${name}: ${local}`)).join(', ');
  const spread = passedOn === undefined ? [] : [`...require(${JSON.stringify(passedOn)})`];
  const head = [...modules].map(([path, name]) => `const ${name} = require(${JSON.stringify(path)});`);
  return {
    code: [
      // On the first line, so that no line of the source map moves.
      `${small ? 'exports.__esModule = true;' : "Object.defineProperty(exports, '__esModule', { value: true });"}${head.join('')}${replaceAll(text, replacements)}`,
      `Object.assign(exports, ${[...others, `{ ${own} }`].join(', ')});`,
    ].join('\n'),
    names: `0&&(module.exports={${[...spread, ...exported.map(({ name }) => name)].join(',')}});`,
  };
}

/** The variable that holds a module; each is loaded once, for a bundler writes its whole path at each place. */
function loaded(modules, path) {
  if (!modules.has(path)) modules.set(path, `module$${modules.size}`);
  return modules.get(path);
}

function namespaceOf({ importClause }) {
  const bindings = importClause?.namedBindings;
  return bindings !== undefined && ts.isNamespaceImport(bindings) ? bindings.name.text : undefined;
}

/** Each use of a namespace becomes one of the module's variable: an alias for each file that imports it would add up. */
function usesOf(replaced, file) {
  const uses = [];
  visitNames(file, (node) => {
    if (replaced.has(node.text))
      uses.push({ start: node.getStart(file), end: node.end, text: replaced.get(node.text) });
  });
  return uses;
}

function visitNames(file, found) {
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const isName = ts.isPropertyAccessExpression(node.parent ?? node) && node.parent.name === node;
    if (ts.isIdentifier(node) && !isName) found(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

/** Names of a module that are used more than once; the others stand where they are used, which is shorter. */
function bindingOf({ importClause }, module, file, replaced) {
  if (importClause === undefined) return '';
  const names = importClause.namedBindings.elements.flatMap(({ name, propertyName }) => {
    const own = (propertyName ?? name).text;
    if (usedOnce(name.text, file)) {
      replaced.set(name.text, `${module}.${own}`);
      return [];
    }
    return propertyName === undefined ? name.text : `${own}: ${name.text}`;
  });
  return names.length === 0 ? '' : `const { ${names.join(', ')} } = ${module};`;
}

/** Whether a name has one use, in an expression: as a shorthand property it would need another form. */
function usedOnce(name, file) {
  const uses = [];
  visitNames(file, (node) => {
    if (node.text === name) uses.push(node.parent);
  });
  return uses.length === 1 && ts.isCallExpression(uses[0]);
}

// From the end, so that the positions before stay right. What spans lines goes on spanning as many.
function replaceAll(text, replacements) {
  return replacements.toReversed().reduce((rest, { start, end, text: replacement }) => {
    const lines = rest.slice(start, end).split('\n').length - 1;
    return rest.slice(0, start) + replacement + '\n'.repeat(lines) + rest.slice(end);
  }, text);
}
