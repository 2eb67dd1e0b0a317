import { callValue, constructValue, UNKNOWN_ARGUMENTS } from './calls.js';
import { exportsOf } from './exported-names.js';
import { exportedValue } from './imports.js';
import { getMember } from './members.js';
import type { Frame } from './frame.js';
import type { Interpreter } from './interpreter.js';
import type { Span } from '../module-code.js';
import type { LoadedModule } from './loaded-module.js';
import { type Atom, type ObjectAtom, UNDEFINED, type Value } from './values.js';

/** A way into a module from outside. */
export interface Entry {
  /** What is called: `charge()`, `Order.pay()`. */
  readonly name: string;
  readonly frame: Frame;
}

// Exported objects of objects of functions.
const DEEPEST_OBJECT = 2;

/** What is called of a module. */
export interface WaysIn {
  /** Whether an export is a workflow. */
  readonly isWorkflow: (name: string) => boolean;
  /** Whether a module is entered by itself: what is exported of it again is not called once more. */
  readonly isRoot: (path: string) => boolean;
}

/** An export of a module that is entered: where it stands, and where the ways into it are collected. */
interface Exported {
  readonly module: LoadedModule;
  readonly span: Span;
  readonly entries: Entry[];
}

/** Calls the workflows that a module exports, with arguments of which nothing is known. */
export function enterModule(interpreter: Interpreter, path: string, { isWorkflow, isRoot }: WaysIn): Entry[] {
  const { module } = interpreter.load(path);
  interpreter.settle();
  const entries = [...exportsOf(interpreter, path, isRoot)]
    .filter(([name]) => isWorkflow(name) && !isActivity(module, name))
    .flatMap(([name, span]) => {
      const entries: Entry[] = [];
      let value: Value = [];
      interpreter.enter(module, () => {
        value = exportedValue(interpreter, module, name);
      });
      const shown = name === 'default' || name === '=' ? 'the default export' : name;
      for (const atom of value) enterAtom(interpreter, { module, span, entries }, atom, shown, 0);
      if (CALLED_BY_SDK.test(name)) enterWhatSdkCalls(interpreter, { module, span, entries }, name, value);
      return entries;
    });
  interpreter.settle();
  return entries;
}

// Of what these exports are, or give, the SDK calls the methods.
const CALLED_BY_SDK = /^(?:interceptors|payloadConverter|failureConverter)$/;
const DEEPEST_FACTORY = 3;

function enterWhatSdkCalls(
  interpreter: Interpreter,
  { module, span, entries }: Exported,
  name: string,
  value: Value,
): void {
  const call = { self: UNDEFINED, args: UNKNOWN_ARGUMENTS, span, may: false } as const;
  let given: Value = value;
  interpreter.enter(module, () => {
    const functions = value.filter(({ kind }) => kind === 'function' || kind === 'bound');
    if (functions.length > 0) given = callValue(interpreter, functions, call);
  });
  interpreter.settle();
  const seen = new Set<Atom>();
  const visit = (atom: Atom, depth: number): void => {
    if (atom.kind !== 'object' || seen.has(atom) || depth > DEEPEST_FACTORY) return;
    seen.add(atom);
    for (const method of methodsOf(interpreter, atom)) {
      const frame = interpreter.enter(module, () => callMember(interpreter, [atom], method, call));
      entries.push({ name: `${name}.${method}()`, frame });
    }
    for (const cell of [...atom.properties.values(), atom.elements])
      for (const each of interpreter.look(cell)) visit(each, depth + 1);
  };
  for (const atom of given) visit(atom, 0);
}

/** The methods that an object has, or its classes in the interpreted code. */
function methodsOf(interpreter: Interpreter, object: ObjectAtom): Set<string> {
  const names = new Set<string>();
  const chain = new Set([object]);
  for (const each of chain) {
    for (const [name, cell] of each.properties)
      if (name !== 'constructor' && interpreter.look(cell).some(({ kind }) => kind === 'function' || kind === 'bound'))
        names.add(name);
    for (const parent of interpreter.look(each.prototype)) if (parent.kind === 'object') chain.add(parent);
  }
  return names;
}

function isActivity({ code }: LoadedModule, name: string): boolean {
  const exported = code.exports[name];
  const variable = exported?.[0] === 'variable' ? code.variables[exported[1]] : undefined;
  return variable !== undefined && code.activities.includes(variable.name);
}

function enterAtom(interpreter: Interpreter, exported: Exported, atom: Atom, name: string, depth: number): void {
  const { module, span, entries } = exported;
  const call = { self: UNDEFINED, args: UNKNOWN_ARGUMENTS, span, may: false } as const;
  const enter = (shown: string, run: () => void) =>
    entries.push({ name: shown, frame: interpreter.enter(module, run) });
  if (atom.kind === 'function' && atom.isClass) {
    let instance: Value = [];
    enter(`new ${name}()`, () => {
      instance = constructValue(interpreter, [atom], call);
    });
    const prototype = atom.statics.properties.get('prototype');
    for (const each of prototype === undefined ? [] : interpreter.look(prototype)) {
      if (each.kind !== 'object') continue;
      for (const [method] of each.properties) {
        if (method !== 'constructor')
          enter(`${name}.${method}()`, () => callMember(interpreter, instance, method, call));
      }
    }
    for (const [method] of atom.statics.properties) {
      if (method !== 'prototype') enter(`${name}.${method}()`, () => callMember(interpreter, [atom], method, call));
    }
  } else if (atom.kind === 'function' || atom.kind === 'bound') {
    enter(`${name}()`, () => callValue(interpreter, [atom], call));
  } else if (atom.kind === 'object' && depth < DEEPEST_OBJECT) {
    for (const [key, cell] of [...atom.properties]) {
      for (const each of interpreter.look(cell)) enterAtom(interpreter, exported, each, `${name}.${key}`, depth + 1);
    }
  }
}

function callMember(
  interpreter: Interpreter,
  object: Value,
  method: string,
  call: Parameters<typeof callValue>[2],
): void {
  for (const self of object) {
    const value = getMember(interpreter, [self], method, call.span).filter(
      ({ kind }) => kind === 'function' || kind === 'bound',
    );
    callValue(interpreter, value, { ...call, self: [self] });
  }
}
