import type { Export } from '../module-code.js';
import { commonJsObjects } from './evaluate-expression.js';
import { NO_SPAN } from './calls.js';
import { getMember } from './members.js';
import type { Interpreter } from './interpreter.js';
import type { Frame } from './frame.js';
import type { ImportTarget, LoadedModule } from './loaded-module.js';
import { memberOfReplaced } from './host-members.js';
import {
  type Atom,
  type ObjectAtom,
  EMPTY,
  host,
  inert,
  join,
  newId,
  packaged,
  UNDEFINED,
  UNKNOWN,
  type NamespaceAtom,
  type Value,
} from './values.js';

const namespaces = new WeakMap<LoadedModule, NamespaceAtom>();

function namespaceOf(module: LoadedModule): NamespaceAtom {
  let atom = namespaces.get(module);
  if (atom === undefined) namespaces.set(module, (atom = { kind: 'namespace', id: newId(), module }));
  return atom;
}

/** What `require` or `import()` gives, or the namespace of an import. */
export function importValue(interpreter: Interpreter, index: number): Value {
  const { module } = interpreter.current;
  const target = module.targets[index];
  if (target?.kind !== 'module') return valueOfTarget(target);
  const frame = interpreter.load(target.path);
  const span = module.code.imports[index]?.span ?? NO_SPAN;
  interpreter.edge(frame, span, false);
  return moduleValue(interpreter, frame);
}

/** What an imported name stands for. */
export function importedVariable(interpreter: Interpreter, index: number, name: string): Value {
  const target = interpreter.current.module.targets[index];
  if (target?.kind !== 'module') return memberOfTarget(target, name);
  const { module } = interpreter.load(target.path);
  return name === '*' ? [namespaceOf(module)] : exportedValue(interpreter, module, name);
}

function valueOfTarget(target: ImportTarget | undefined): Value {
  switch (target?.kind) {
    case 'sdk':
      return inert(target.name);
    case 'package':
      return packaged(target.name, '');
    case 'replaced':
      return host(`module ${target.name}`);
    default:
      return UNKNOWN;
  }
}

function memberOfTarget(target: ImportTarget | undefined, name: string): Value {
  if (name === '*') return valueOfTarget(target);
  switch (target?.kind) {
    case 'sdk':
      return inert(`${target.name}.${name}`);
    case 'package':
      return packaged(target.name, name === 'default' ? '' : name);
    case 'replaced':
      return name === 'default' ? host(`module ${target.name}`) : memberOfReplaced(target.name, name);
    default:
      return UNKNOWN;
  }
}

function moduleValue(interpreter: Interpreter, frame: Frame): Value {
  const { module } = frame;
  if (module.problem !== undefined) return UNKNOWN;
  if (module.code.isEsModule) {
    const assigned = module.code.exports['='];
    return assigned === undefined ? [namespaceOf(module)] : exportValue(interpreter, module, assigned, 0);
  }
  return exportsOf(interpreter, frame);
}

function exportsOf(interpreter: Interpreter, frame: Frame): Value {
  const { module, exports } = commonJsObjects(interpreter, frame);
  const cell = module.properties.get('exports');
  if (cell === undefined) throw new Error('A CommonJS module has exports from the beginning.');
  const value = interpreter.read(cell);
  // Something else has been put in the place of an object that nothing was put into.
  return value.length > 1 && isEmpty(interpreter, exports) ? value.filter((atom) => atom !== exports) : value;
}

function isEmpty(interpreter: Interpreter, object: ObjectAtom): boolean {
  const cells = [...object.properties.values(), ...object.getters.values(), object.elements];
  return !object.isOpen && cells.every((cell) => interpreter.read(cell).length === 0);
}

/** An export of a module by its name, through re-exports. */
export function exportedValue(interpreter: Interpreter, module: LoadedModule, name: string, depth = 0): Value {
  if (module.problem !== undefined) return UNKNOWN;
  if (depth > 60) return EMPTY;
  const frame = interpreter.load(module.path);
  if (!module.code.isEsModule) return commonJsExport(interpreter, frame, name);
  const assigned = module.code.exports['='];
  if (assigned !== undefined) {
    const value = exportValue(interpreter, module, assigned, depth);
    return name === 'default' ? value : getMember(interpreter, value, name, NO_SPAN);
  }
  const own = Object.hasOwn(module.code.exports, name) ? module.code.exports[name] : undefined;
  if (own !== undefined) return exportValue(interpreter, module, own, depth);
  if (name === 'default' || name === '__esModule') return UNDEFINED;
  let result: Value = EMPTY;
  for (const index of module.code.starExports) {
    const target = module.targets[index];
    if (target?.kind === 'module') {
      const value = exportedValue(interpreter, interpreter.load(target.path).module, name, depth + 1);
      if (!(value.length === 1 && value[0] === UNDEFINED[0])) result = join(result, value);
    } else if (target !== undefined) result = join(result, memberOfTarget(target, name));
  }
  // A module that is both: types like an ES module, and `exports.x =` like a CommonJS one.
  return result.length > 0 ? result : UNDEFINED;
}

function exportValue(interpreter: Interpreter, module: LoadedModule, value: Export, depth: number): Value {
  const frame = interpreter.load(module.path);
  switch (value[0]) {
    case 'variable': {
      const imported = module.code.variables[value[1]]?.imported;
      if (imported !== undefined) return throughImport(interpreter, module, imported[0], imported[1], depth);
      return inFrame(
        interpreter,
        frame,
        () => interpreter.cellOf(value[1]),
        (cell) => interpreter.read(cell),
      );
    }
    case 'expression': {
      const owner = interpreter.ownerOf(frame);
      return inFrame(
        owner,
        frame,
        () => owner.evaluate(value[1]),
        (result) => result,
      );
    }
    case 'from':
      return throughImport(interpreter, module, value[1], value[2], depth);
    case 'namespace':
      return throughImport(interpreter, module, value[1], '*', depth);
  }
}

// Looked up in the exporting module, but read by the frame that asks.
function inFrame<T>(interpreter: Interpreter, frame: Frame, find: () => T, read: (found: T) => Value): Value {
  const { current } = interpreter;
  interpreter.current = frame;
  const found = find();
  interpreter.current = current;
  return read(found);
}

function throughImport(
  interpreter: Interpreter,
  module: LoadedModule,
  index: number,
  name: string,
  depth: number,
): Value {
  const target = module.targets[index];
  if (target?.kind !== 'module') return memberOfTarget(target, name);
  const next = interpreter.load(target.path).module;
  return name === '*' ? [namespaceOf(next)] : exportedValue(interpreter, next, name, depth + 1);
}

/** Whether an object has been given a property: asking for one makes its cell. */
export function hasProperty(interpreter: Interpreter, atom: Atom, name: string): boolean {
  const cell = atom.kind === 'object' ? atom.properties.get(name) : undefined;
  return cell !== undefined && interpreter.read(cell).length > 0;
}

function commonJsExport(interpreter: Interpreter, frame: Frame, name: string): Value {
  const exports = exportsOf(interpreter, frame);
  if (name !== 'default') return getMember(interpreter, exports, name, NO_SPAN);
  const own = exports.filter((atom) => hasProperty(interpreter, atom, 'default'));
  return own.length > 0 ? getMember(interpreter, own, 'default', NO_SPAN) : exports;
}
