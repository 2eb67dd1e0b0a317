/**
 * What the exports of a module are to the SDK: proxies, definitions, functions that wait for what cancellation stops. Rules that read
 * one file ask for them where a workflow imports such things from another one.
 *
 * @module
 */

import { blocksIn } from './code-parts.js';
import { callsIn } from './role-calls.js';
import type { ClassCode, Expression, ModuleCode, Pattern, Statement } from './module-code.js';

/** What a value is to the SDK, as far as its module tells. */
export type Role =
  /** An export of the SDK's workflow package; `*` for all of it. */
  | readonly ['sdk', name: string]
  | readonly ['activities', isLocal: boolean]
  | readonly ['activity', isLocal: boolean, name: string]
  | readonly ['definition', of: 'query' | 'signal' | 'update', name: string]
  | readonly ['continueAsNew']
  | readonly ['object', Roles]
  /** Its methods, by the name that their object has as a member: `prototype`. */
  | readonly ['class', Roles]
  | readonly ['function', Calls]
  /** What another module exports, or a member of it. */
  | readonly ['from', importIndex: number, path: readonly string[]];

export type Roles = Readonly<Record<string, Role>>;

/** What a function does that its caller's file does not show. */
export interface Calls {
  /** What it waits for, in a scope that is its caller's, and outside of any `try` with a `catch`. */
  readonly awaits: readonly Role[];
  /** What it waits for in a `try` whose `catch` keeps every error to itself. */
  readonly swallows: readonly Role[];
  /** The same of functions that it is given. */
  readonly swallowsGiven: boolean;
  /** What it gives back, where that has a role of its own; the name of it as a member is `()`. */
  readonly gives?: Role | undefined;
  /** It calls `continueAsNew`. */
  readonly renews: boolean;
  /** It waits for functions that it is given, or that its object keeps. */
  readonly awaitsGiven: boolean;
}

type Code = Pick<ModuleCode, 'functions' | 'variables' | 'exports' | 'imports'>;

const SDK = /^@(?:temporalio|handrail)\/workflow$/;
const DEFINITIONS: Readonly<Record<string, 'query' | 'signal' | 'update'>> = {
  defineQuery: 'query',
  defineSignal: 'signal',
  defineUpdate: 'update',
};

/** The roles of a module's exports, but for what it only hands on by name. */
export function rolesOf(code: Code): Roles {
  const reader = new RoleReader(code);
  return Object.fromEntries(
    Object.entries(code.exports).flatMap(([name, each]) => {
      const role = reader.ofExport(each);
      return role === undefined ? [] : [[name, role]];
    }),
  );
}

interface Declared {
  readonly value: Expression;
  readonly path: readonly string[];
}

class RoleReader {
  readonly #declared = new Map<number, Declared>();
  /** What is being read, so that recursion ends. */
  readonly #openVariables = new Set<number>();
  readonly #openFunctions = new Set<number>();
  readonly #functions = new Map<number, Role | undefined>();

  constructor(readonly code: Code) {
    for (const { body, hoisted } of code.functions) {
      for (const [variable, index] of hoisted) this.#declare(['variable', variable], ['function', index], []);
      this.#readDeclarations(body);
    }
  }

  ofExport(exported: ModuleCode['exports'][string]): Role | undefined {
    switch (exported[0]) {
      case 'variable':
        // What is handed on by name is told without this.
        return this.code.variables[exported[1]]?.imported?.[1] === undefined ||
          this.code.variables[exported[1]]?.imported?.[1] === '*'
          ? this.#ofVariable(exported[1])
          : undefined;
      case 'expression':
        return this.#of(exported[1]);
      case 'namespace':
        return ['from', exported[1], ['*']];
      default:
        return undefined;
    }
  }

  #readDeclarations(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement[0] === 'declare' && statement[2] !== null) this.#declare(statement[1], statement[2], []);
      else for (const inner of blocksIn(statement)) this.#readDeclarations(inner);
    }
  }

  #declare(pattern: Pattern, value: Expression, path: readonly string[]): void {
    switch (pattern[0]) {
      case 'variable':
        this.#declared.set(pattern[1], { value, path });
        return;
      case 'default':
        this.#declare(pattern[1], value, path);
        return;
      case 'object':
        for (const [key, target] of pattern[1])
          if (typeof key === 'string') this.#declare(target, value, [...path, key]);
        return;
      default:
    }
  }

  #ofVariable(variable: number): Role | undefined {
    const imported = this.code.variables[variable]?.imported;
    if (imported !== undefined) return this.#ofImport(...imported);
    const declared = this.#declared.get(variable);
    if (declared === undefined || this.#openVariables.has(variable)) return undefined;
    this.#openVariables.add(variable);
    const role = declared.path.reduce<Role | undefined>(memberOf, this.#of(declared.value));
    this.#openVariables.delete(variable);
    return role;
  }

  #ofImport(index: number, name: string): Role {
    return SDK.test(this.code.imports[index]?.request ?? '') ? ['sdk', name] : ['from', index, [name]];
  }

  #of(expression: Expression, self?: ClassCode): Role | undefined {
    switch (expression[0]) {
      case 'variable':
        return this.#ofVariable(expression[1]);
      case 'import':
        return this.#ofImport(expression[1], '*');
      case 'member': {
        const [, of, name] = expression;
        return of[0] === 'this' && self !== undefined ? this.#ofMember(self, name) : memberOf(this.#of(of, self), name);
      }
      case 'call':
        return this.#ofCall(expression[1], expression[2], self);
      case 'new':
        return memberOf(this.#of(expression[1], self), 'prototype');
      case 'function':
        return this.#ofFunction(expression[1], self);
      case 'class':
        return this.#ofClass(expression[1]);
      case 'object':
        return this.#ofObject(expression[1], self);
      default:
        return undefined;
    }
  }

  #ofCall(callee: Expression, given: readonly Expression[], self: ClassCode | undefined): Role | undefined {
    const [first] = given;
    const isFreeze = callee[0] === 'member' && callee[1][0] === 'global' && callee[2] === 'freeze';
    if (isFreeze && first !== undefined) return this.#of(first, self);
    const called = this.#of(callee, self);
    if (called?.[0] === 'function' || called?.[0] === 'from') return memberOf(called, '()');
    if (called?.[0] !== 'sdk') return undefined;
    const [, name] = called;
    if (name === 'proxyActivities' || name === 'proxyLocalActivities')
      return ['activities', name === 'proxyLocalActivities'];
    if (name === 'makeContinueAsNewFunc') return ['continueAsNew'];
    const of = Object.hasOwn(DEFINITIONS, name) ? DEFINITIONS[name] : undefined;
    return of && ['definition', of, first?.[0] === 'constant' ? String(first[1]) : ''];
  }

  #ofObject(
    properties: Extract<Expression, readonly ['object', ...unknown[]]>[1],
    self: ClassCode | undefined,
  ): Role | undefined {
    const members: Record<string, Role> = {};
    for (const property of properties) {
      if (property[0] === 'property') {
        const role = this.#of(property[2], self);
        if (role !== undefined) members[property[1]] = role;
      } else if (property[0] === 'spread') {
        const role = this.#of(property[1], self);
        if (role?.[0] === 'object') Object.assign(members, role[1]);
        // Which activities there are nobody tells: they are found by name.
        else if (properties.length === 1) return role;
      }
    }
    return Object.keys(members).length > 0 ? ['object', members] : undefined;
  }

  #ofClass(of: ClassCode): Role | undefined {
    const methods: Record<string, Role> = {};
    for (const { key, kind, isStatic } of of.members) {
      if (typeof key !== 'string' || isStatic || (kind !== 'method' && kind !== 'field')) continue;
      const role = this.#ofMember(of, key);
      if (role !== undefined) methods[key] = role;
    }
    return Object.keys(methods).length > 0 ? ['class', methods] : undefined;
  }

  /** A method, or what a field begins with. */
  #ofMember(self: ClassCode, name: string): Role | undefined {
    const member = self.members.find(({ key, isStatic }) => key === name && !isStatic);
    if (member?.value == null) return undefined;
    if (member.kind === 'method') return this.#ofFunction(member.value, self);
    const [first] = member.kind === 'field' ? (this.code.functions[member.value]?.body ?? []) : [];
    return first?.[0] === 'return' && first[1] !== null ? this.#of(first[1], self) : undefined;
  }

  #ofFunction(index: number, self: ClassCode | undefined): Role | undefined {
    if (this.#functions.has(index)) return this.#functions.get(index);
    const code = this.code.functions[index];
    if (code === undefined || code.isGenerator || this.#openFunctions.has(index)) return undefined;
    this.#openFunctions.add(index);
    const isGiven = (each: number) => !this.#declared.has(each) && this.code.variables[each]?.imported === undefined;
    const calls = callsIn(code.body, (each) => this.#of(each, self), isGiven);
    const last = code.body.at(-1);
    const gives = last?.[0] === 'return' && last[1] !== null ? this.#of(last[1], self) : undefined;
    this.#openFunctions.delete(index);
    const { awaits, awaitsGiven, swallows, swallowsGiven, renews } = calls;
    const tells =
      awaits.length > 0 || swallows.length > 0 || awaitsGiven || swallowsGiven || renews || gives !== undefined;
    const role: Role | undefined = tells ? ['function', { ...calls, gives }] : undefined;
    this.#functions.set(index, role);
    return role;
  }
}

/** A member of what has a role. */
export function memberOf(role: Role | undefined, name: string): Role | undefined {
  switch (role?.[0]) {
    case 'sdk':
      return ['sdk', role[1] === '*' ? name : `${role[1]}.${name}`];
    case 'activities':
      return ['activity', role[1], name];
    case 'object':
      return Object.hasOwn(role[1], name) ? role[1][name] : undefined;
    case 'function':
      return name === '()' ? role[1].gives : undefined;
    case 'class':
      return name === 'prototype' ? ['object', role[1]] : undefined;
    case 'from':
      return ['from', role[1], [...role[2], name]];
    default:
      return undefined;
  }
}
