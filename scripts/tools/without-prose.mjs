import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/** What of a catalogue entry explains rather than names: the worker's process has it. */
const PROSE = ['title', 'why', 'fix', 'example'];

/** Of these whoever meets them without the worker's process reads the facts, which show what is wrong. */
const UNWORDED = ['HR2001', 'HR2003', 'HR2006', 'HR2010', 'HR2011', 'HR2012', 'HR2013', 'HR2014', 'HR2016', 'HR6012'];

/** For what is only warned of the worker's process finds the words. What does not say what becomes of it is refused. */
const LEFT_OUT = { warn: ['head'], refuse: ['disposition'], 'task-failure': ['disposition'] };

/** An esbuild plugin that leaves out of catalogue entries what has no place in a workflow bundle. */
export function withoutProse() {
  return {
    name: 'without-prose',
    setup({ onLoad }) {
      onLoad({ filter: /\/catalogue\/HR\d{4}\.ts$/ }, async ({ path }) => ({
        contents: removeProse(path, await readFile(path, 'utf8')),
        loader: 'ts',
      }));
    },
  };
}

/**
 * The entry's source with the prose blanked out, so that no line moves.
 *
 * @param {string} path
 * @param {string} text
 * @returns {string}
 */
export function removeProse(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const properties = new Map(entryOf(file)?.properties.map((property) => [property.name.text, property]));
  const disposition = properties.get('disposition')?.initializer.text;
  const code = properties.get('code');
  const isUnworded = UNWORDED.includes(code?.initializer.text);
  const names = [...PROSE, ...(LEFT_OUT[disposition] ?? []), ...(isUnworded ? ['head'] : [])];
  const numbered = code === undefined ? text : withNumber(text, code, file);
  return names.reduce((rest, name) => {
    const property = properties.get(name);
    if (property === undefined) throw new Error(`${path} is no catalogue entry with ${names.join(', ')}.`);
    const start = property.getStart(file);
    const end = property.end + /^\s*,?/.exec(text.slice(property.end))[0].length;
    return rest.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + rest.slice(end);
  }, numbered);
}

/** The letters of a code are the same for all. */
function withNumber(text, property, file) {
  const [start, end] = [property.getStart(file), property.end];
  const number = `number: ${property.initializer.text.slice('HR'.length)}`;
  return text.slice(0, start) + number.padEnd(end - start) + text.slice(end);
}

/** The object in `export const HRnnnn = defineError({ … })`. */
function entryOf(file) {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const { initializer } = statement.declarationList.declarations[0];
    if (initializer && ts.isCallExpression(initializer) && initializer.expression.getText(file) === 'defineError')
      return initializer.arguments[0];
  }
  return undefined;
}
