import {
  argument,
  type Call,
  callFunctionsIn,
  callValue,
  constructValue,
  NO_SPAN,
  tupleOf,
  UNKNOWN_ARGUMENTS,
} from './calls.js';
import { callToJson, convert, convertToText } from './conversions.js';
import { judgeCall } from './host-hazards.js';
import { callMethod, collect, functionsIn } from './host-methods.js';
import { methodAt } from './host-paths.js';
import type { Interpreter } from './interpreter.js';
import {
  copyProperties,
  elementsOf,
  getElement,
  getMember,
  isFrozen,
  isSharedForSure,
  isSharedPrototype,
  memberOfObject,
  setElement,
  setMember,
} from './members.js';
import { setEntry } from './maps.js';
import { makeProxy, useProxies } from './proxies.js';
import {
  type BoundAtom,
  BOOLEAN,
  cellIn,
  constant,
  EMPTY,
  host,
  join,
  namesOf,
  newId,
  NUMBER,
  type ObjectAtom,
  STRING,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from './values.js';

type Handler = (interpreter: Interpreter, call: Call) => Value;

/** A call of something that the sandbox has, or of a method of something unknown (`?.map`). */
export function callHost(interpreter: Interpreter, path: string, call: Call): Value {
  judgeCall(interpreter, path, call, false);
  const handler = STATIC[path];
  if (handler !== undefined) return handler(interpreter, call);
  const called = methodAt(path);
  if (called !== undefined) return callMethod(interpreter, called.method, path, call);
  if (isConstructorLike(path)) return constructHost(interpreter, path, call);
  return UNKNOWN;
}

function isConstructorLike(path: string): boolean {
  return /^(?:Array|Object|Error|\w+Error|RegExp|Map|Set|Intl\.\w+)$/.test(path);
}

/** `new` of something that the sandbox has. */
export function constructHost(interpreter: Interpreter, path: string, call: Call): Value {
  const lacks = judgeCall(interpreter, path, call, true);
  const { args } = call;
  const site = `new ${path} ${call.span[0]}`;
  switch (path) {
    case 'Promise':
      return settledBy(interpreter, call);
    case 'Map':
    case 'WeakMap': {
      const map = interpreter.object(site, path);
      for (const entry of elementsOf(interpreter, argument(args, 0))) {
        if (entry.kind !== 'object') continue;
        const key = entry.properties.has('0') ? getMember(interpreter, [entry], '0', NO_SPAN) : UNKNOWN;
        setEntry(interpreter, map, key, getMember(interpreter, [entry], '1', NO_SPAN));
      }
      return [map];
    }
    case 'Set':
    case 'WeakSet': {
      const set = interpreter.object(site, path);
      interpreter.write(set.elements, elementsOf(interpreter, argument(args, 0)));
      return [set];
    }
    case 'Array': {
      const list = interpreter.object(site, 'Array');
      for (const each of args.list) interpreter.write(list.elements, each);
      return [list];
    }
    case 'Object':
      return args.list[0] ?? [interpreter.object(site)];
    case 'Proxy':
      return [makeProxy(interpreter, site, argument(args, 0), argument(args, 1))];
    case 'Function':
    case 'HostFunction':
      return UNKNOWN;
    case 'RealDate':
      return [interpreter.object(site, 'Date')];
    case 'URLSearchParams':
      convertToText(interpreter, everything(interpreter, argument(args, 0)), call.span, call.may);
      return [interpreter.object(site, path)];
    default:
      if (path.endsWith('Error')) convertToText(interpreter, argument(args, 0), call.span, call.may);
      return [interpreter.object(site, path, lacks)];
  }
}

function settledBy(interpreter: Interpreter, call: Call): Value {
  callValue(interpreter, argument(call.args, 0), { ...call, self: UNDEFINED, args: UNKNOWN_ARGUMENTS });
  return UNKNOWN;
}

const first: Handler = (_interpreter, { args }) => argument(args, 0);
const returnsBoolean: Handler = () => BOOLEAN;

/** Static functions whose results or callbacks matter. */
const STATIC: Readonly<Record<string, Handler>> = {
  'Object.freeze': first,
  'Object.seal': first,
  'Object.preventExtensions': first,
  'Promise.resolve': first,
  'Promise.reject': () => UNKNOWN,
  'Promise.all': (interpreter, { args, span }) =>
    collect(interpreter, `all ${span[0]}`, elementsOf(interpreter, argument(args, 0))),
  'Promise.allSettled': () => UNKNOWN,
  'Promise.race': (interpreter, { args }) => elementsOf(interpreter, argument(args, 0)),
  'Promise.any': (interpreter, { args }) => elementsOf(interpreter, argument(args, 0)),
  'Promise.try': (interpreter, call) =>
    callFirst(interpreter, call, { list: call.args.list.slice(1), rest: call.args.rest }),
  'Object.assign': (interpreter, call) => {
    const target = argument(call.args, 0);
    judgeTarget(interpreter, target, 'Object.assign', call);
    for (const atom of target) {
      const object = atom.kind === 'function' ? atom.statics : atom.kind === 'object' ? atom : undefined;
      if (object === undefined) continue;
      for (const source of [...call.args.list.slice(1), call.args.rest ?? EMPTY]) {
        copyProperties(interpreter, source, object);
        callSetters(interpreter, atom, object, source);
      }
    }
    return target;
  },
  'Proxy.revocable': (interpreter, { args, span }) => {
    const parts = interpreter.object(`revocable ${span[0]}`);
    const proxy = makeProxy(interpreter, `revocable proxy ${span[0]}`, argument(args, 0), argument(args, 1));
    interpreter.write(cellIn(parts, 'properties', 'proxy'), [proxy]);
    return [parts];
  },
  'Object.create': (interpreter, { args, span }) => {
    const object = interpreter.object(`create ${span[0]}`);
    interpreter.write(
      object.prototype,
      argument(args, 0).filter(({ kind }) => kind !== 'constant'),
    );
    return [object];
  },
  'Object.setPrototypeOf': (interpreter, call) => {
    judgeTarget(interpreter, argument(call.args, 0), 'Object.setPrototypeOf', call);
    for (const atom of argument(call.args, 0)) {
      const object = atom.kind === 'function' ? atom.statics : atom.kind === 'object' ? atom : undefined;
      if (object !== undefined) interpreter.write(object.prototype, argument(call.args, 1));
    }
    return argument(call.args, 0);
  },
  'Object.getPrototypeOf': (interpreter, { args }) => prototypesOf(interpreter, argument(args, 0)),
  'Reflect.getPrototypeOf': (interpreter, { args }) => prototypesOf(interpreter, argument(args, 0)),
  'Object.defineProperty': (interpreter, call) => {
    defineProperty(interpreter, call, argument(call.args, 1), argument(call.args, 2));
    return argument(call.args, 0);
  },
  'Reflect.defineProperty': (interpreter, call) => {
    defineProperty(interpreter, call, argument(call.args, 1), argument(call.args, 2));
    return BOOLEAN;
  },
  'Object.isExtensible': ofFrozen(false),
  'Object.isFrozen': ofFrozen(true),
  'Object.isSealed': ofFrozen(true),
  'Object.getOwnPropertyDescriptor': describeProperty,
  'Reflect.getOwnPropertyDescriptor': describeProperty,
  'Object.defineProperties': (interpreter, call) => {
    for (const atom of argument(call.args, 1)) {
      if (atom.kind !== 'object') continue;
      for (const [name, cell] of [...atom.properties]) {
        defineProperty(interpreter, call, [{ kind: 'constant', id: newId(), value: name }], interpreter.read(cell));
      }
    }
    return argument(call.args, 0);
  },
  'Object.values': (interpreter, { args, span }) =>
    collect(interpreter, `values ${span[0]}`, everything(interpreter, argument(args, 0))),
  'Object.entries': (interpreter, { args, span }) => {
    const entry = interpreter.object(`entry ${span[0]}`, 'Array');
    interpreter.write(cellIn(entry, 'properties', '0'), STRING);
    interpreter.write(cellIn(entry, 'properties', '1'), everything(interpreter, argument(args, 0)));
    return collect(interpreter, `entries ${span[0]}`, [entry]);
  },
  'Object.fromEntries': (interpreter, { args, span }) => {
    const object = interpreter.object(`from entries ${span[0]}`);
    for (const entry of elementsOf(interpreter, argument(args, 0))) {
      const part = (name: string) =>
        entry.kind === 'object' ? getMember(interpreter, [entry], name, NO_SPAN) : UNKNOWN;
      const names = namesOf(part('0'));
      if (names === undefined) interpreter.write(object.elements, part('1'));
      else for (const name of names) interpreter.write(cellIn(object, 'properties', name), part('1'));
    }
    return [object];
  },
  'Array.from': (interpreter, call) => {
    const elements = elementsOf(interpreter, argument(call.args, 0));
    const mapper = argument(call.args, 1);
    const mapped = callValue(interpreter, functionsIn(mapper), {
      ...call,
      self: UNDEFINED,
      args: { list: [elements, NUMBER], rest: undefined },
    });
    return collect(interpreter, `from ${call.span[0]}`, functionsIn(mapper).length > 0 ? mapped : elements);
  },
  'Array.fromAsync': (interpreter, call) => STATIC['Array.from']?.(interpreter, call) ?? UNKNOWN,
  'Array.of': (interpreter, { args, span }) => collect(interpreter, `of ${span[0]}`, args.list.reduce(join, EMPTY)),
  'Array.isArray': returnsBoolean,
  'Reflect.apply': (interpreter, call) =>
    callValue(interpreter, argument(call.args, 0), {
      ...call,
      self: argument(call.args, 1),
      args: spreadOf(interpreter, argument(call.args, 2)),
    }),
  'Reflect.construct': (interpreter, call) =>
    constructValue(interpreter, argument(call.args, 0), {
      ...call,
      args: spreadOf(interpreter, argument(call.args, 1)),
    }),
  'Reflect.get': (interpreter, { args, span }) => getElement(interpreter, argument(args, 0), argument(args, 1), span),
  'Reflect.set': (interpreter, { args, span }) => {
    setElement(interpreter, argument(args, 0), argument(args, 1), argument(args, 2), span);
    return BOOLEAN;
  },
  'Reflect.has': (interpreter, { args }) => {
    useProxies(interpreter, argument(args, 0), 'has', argument(args, 1));
    return BOOLEAN;
  },
  'Function.prototype.call': (interpreter, call) =>
    callValue(interpreter, call.self, {
      ...call,
      self: argument(call.args, 0),
      args: { list: call.args.list.slice(1), rest: call.args.rest },
    }),
  'Function.prototype.apply': (interpreter, call) =>
    callValue(interpreter, call.self, {
      ...call,
      self: argument(call.args, 0),
      args: spreadOf(interpreter, argument(call.args, 1)),
    }),
  'Function.prototype.bind': (interpreter, call) => {
    const key = `bound ${call.span[0]} ${call.self.map(({ id }) => id).join()}`;
    const bound = interpreter.current.made(key, (): BoundAtom => ({
      kind: 'bound',
      id: newId(),
      target: call.self,
      self: argument(call.args, 0),
      args: call.args.list.slice(1),
    }));
    return [bound];
  },
  setTimeout: (interpreter, call) => {
    callFirst(interpreter, call, { list: call.args.list.slice(2), rest: undefined });
    return NUMBER;
  },
  'JSON.stringify': (interpreter, call) => {
    callToJson(interpreter, argument(call.args, 0));
    callFunctionsIn(interpreter, call, false);
    return STRING;
  },
  'JSON.parse': (interpreter, call) => {
    callFunctionsIn(interpreter, call, false);
    return UNKNOWN;
  },
  'Object.groupBy': callsBack,
  'Map.groupBy': callsBack,
  'Math.random': () => NUMBER,
  'Date.now': () => NUMBER,
  Date: (interpreter, { span }) => [interpreter.object(`Date ${span[0]}`, 'Date')],
  Symbol: (interpreter, { span }) => [interpreter.object(`symbol ${span[0]}`, 'Symbol')],
  String: textOf,
  encodeURIComponent: textOf,
  encodeURI: textOf,
  Number: (interpreter, { args }) => {
    convert(interpreter, argument(args, 0));
    return NUMBER;
  },
  Boolean: returnsBoolean,
  parseInt: () => NUMBER,
  parseFloat: () => NUMBER,
};

function callSetters(
  interpreter: Interpreter,
  target: Value[number],
  { setters, prototype }: ObjectAtom,
  source: Value,
) {
  if (setters.size === 0 && interpreter.read(prototype).length === 0) return;
  for (const atom of source)
    if (atom.kind === 'object')
      for (const [name, cell] of [...atom.properties])
        setMember(interpreter, [target], name, interpreter.read(cell), NO_SPAN);
}

/** Answers what is certain of what the sandbox freezes. */
function ofFrozen(answer: boolean): Handler {
  return (_interpreter, { args }) => (isFrozenForSure(argument(args, 0)) ? constant(answer) : BOOLEAN);
}

function isFrozenForSure(object: Value): boolean {
  return object.length > 0 && object.every((atom) => atom.kind === 'host' && isFrozen(atom.path));
}

function describeProperty(interpreter: Interpreter, { args, span }: Call): Value {
  const [key] = argument(args, 1);
  const name = key?.kind === 'constant' ? String(key.value) : undefined;
  const descriptor = interpreter.object(`descriptor ${span[0]}`);
  const write = (part: string, value: Value) => {
    interpreter.write(cellIn(descriptor, 'properties', part), value);
  };
  if (isFrozenForSure(argument(args, 0))) {
    // Who asks for it wants to know what can be changed.
    write('value', UNKNOWN);
    write('writable', constant(false));
    write('configurable', constant(false));
    return [descriptor];
  }
  descriptor.isOpen = true;
  for (const atom of argument(args, 0)) {
    const object = atom.kind === 'function' ? atom.statics : atom.kind === 'object' ? atom : undefined;
    if (object === undefined || name === undefined) continue;
    const parts = [
      ['get', object.getters],
      ['set', object.setters],
      ['value', object.properties],
    ] as const;
    for (const [part, cells] of parts) {
      const cell = cells.get(name);
      if (cell !== undefined) write(part, interpreter.read(cell));
    }
  }
  return [descriptor];
}

function textOf(interpreter: Interpreter, { args, span, may }: Call): Value {
  convertToText(interpreter, argument(args, 0), span, may);
  return STRING;
}

function callsBack(interpreter: Interpreter, call: Call): Value {
  callFunctionsIn(interpreter, call, false);
  return UNKNOWN;
}

function callFirst(interpreter: Interpreter, call: Call, args: Call['args']): Value {
  return callValue(interpreter, argument(call.args, 0), { ...call, self: UNDEFINED, args });
}

function spreadOf(interpreter: Interpreter, list: Value): Call['args'] {
  // What is asked for its elements may be a generator, which runs by it.
  const elements = elementsOf(interpreter, list);
  const tuple = tupleOf(interpreter, list);
  return tuple === undefined ? { list: [], rest: elements } : { list: tuple, rest: undefined };
}

function everything(interpreter: Interpreter, value: Value): Value {
  let result: Value = EMPTY;
  for (const atom of value) {
    if (atom.kind === 'object') {
      result = join(result, interpreter.read(atom.elements));
      for (const cell of [...atom.properties.values()]) result = join(result, interpreter.read(cell));
      for (const name of [...atom.getters.keys()])
        result = join(result, memberOfObject(interpreter, atom, name, [atom]));
    } else if (atom.kind === 'namespace') {
      for (const name of Object.keys(atom.module.code.exports))
        result = join(result, getMember(interpreter, [atom], name, NO_SPAN));
    } else result = join(result, UNKNOWN);
  }
  return result;
}

function prototypesOf(interpreter: Interpreter, value: Value): Value {
  let result: Value = EMPTY;
  for (const atom of value) {
    if (atom.kind === 'object')
      result = join(result, atom.of === undefined ? interpreter.read(atom.prototype) : host(`${atom.of}.prototype`));
    else if (atom.kind === 'constant' || atom.kind === 'typed') result = join(result, UNKNOWN);
    else if (atom.kind === 'function' && atom.parent !== undefined)
      result = join(result, interpreter.read(atom.parent));
    else result = join(result, UNKNOWN);
  }
  return result;
}

function defineProperty(interpreter: Interpreter, call: Call, key: Value, descriptor: Value): void {
  const target = argument(call.args, 0);
  const names = key.flatMap((atom) =>
    atom.kind === 'constant' && atom.value !== undefined ? [String(atom.value)] : [],
  );
  // Under a name that is not known a package rather defines it on something of its own.
  if (names.length > 0 || interpreter.current.module.packageName === undefined)
    judgeTarget(interpreter, target, names[0], call);
  for (const atom of target) {
    const object = atom.kind === 'function' ? atom.statics : atom.kind === 'object' ? atom : undefined;
    if (object === undefined) continue;
    for (const each of descriptor) {
      if (each.kind !== 'object') {
        interpreter.open(object);
        continue;
      }
      const value = each.properties.get('value');
      const getter = each.properties.get('get');
      for (const name of names) {
        if (value !== undefined) interpreter.write(cellIn(object, 'properties', name), interpreter.read(value));
        if (getter !== undefined) interpreter.write(cellIn(object, 'getters', name), interpreter.read(getter));
      }
      if (names.length === 0)
        interpreter.write(object.elements, value === undefined ? UNKNOWN : interpreter.read(value));
    }
  }
}

function judgeTarget(interpreter: Interpreter, target: Value, name: string | undefined, { span, may }: Call): void {
  for (const atom of target) {
    if (
      atom.kind === 'host' &&
      (isSharedPrototype(atom.path) || isFrozen(atom.path)) &&
      isSharedForSure(interpreter, target)
    ) {
      interpreter.hazard(
        'shared-prototype',
        name === undefined || name.startsWith('Object.') ? atom.path : `${atom.path}.${name}`,
        span,
        may,
      );
    }
  }
}
