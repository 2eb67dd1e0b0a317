import { blocksIn, expressionsIn, someIn } from './code-parts.js';
import type { Expression, Pattern, Statement } from './module-code.js';
import type { Calls, Role } from './roles.js';

// More than these tell no more.
const MOST_AWAITS = 8;

type RoleOf = (expression: Expression) => Role | undefined;

/**
 * What a function waits for, by its body.
 *
 * @param isGiven whether a variable is a parameter, or each of a list
 */
export function callsIn(body: readonly Statement[], roleOf: RoleOf, isGiven: (variable: number) => boolean): Calls {
  return new CallReader(roleOf, isGiven).read(body);
}

class CallReader {
  readonly #awaits: Role[] = [];
  readonly #swallows: Role[] = [];
  #swallowsGiven = false;
  /** A catch has returned: what follows is not reached by a cancellation. */
  #isLeft = false;
  #renews = false;
  #awaitsGiven = false;

  constructor(
    readonly roleOf: RoleOf,
    readonly isGiven: (variable: number) => boolean,
  ) {}

  read(body: readonly Statement[]): Calls {
    this.#statements(body);
    return {
      awaits: this.#awaits,
      awaitsGiven: this.#awaitsGiven,
      swallows: this.#swallows,
      swallowsGiven: this.#swallowsGiven,
      renews: this.#renews,
    };
  }

  #statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    if (statement[0] === 'try' && statement[3] !== null) {
      // What is thrown in there need not come out.
      const inside = callsIn(statement[1], this.roleOf, this.isGiven);
      const handling = callsIn(statement[3], this.roleOf, this.isGiven);
      this.#renews ||= inside.renews || handling.renews;
      const isKept = !mayRethrow(statement[3], statement[2], this.roleOf);
      for (const each of isKept ? [...inside.awaits, ...inside.swallows] : inside.swallows) add(this.#swallows, each);
      this.#isLeft ||= isKept && inside.awaits.length > 0 && statement[3].at(-1)?.[0] === 'return';
      this.#swallowsGiven ||= inside.swallowsGiven || (isKept && inside.awaitsGiven);
      this.#statements(statement[4]);
      return;
    }
    if (statement[0] === 'return' && statement[1] !== null) {
      this.#expression(statement[1]);
      this.#waitFor(statement[1]);
      return;
    }
    for (const each of expressionsIn(statement)) this.#expression(each);
    for (const each of blocksIn(statement)) this.#statements(each);
  }

  /** Whatever is waited for in an expression, but not in the functions that are written in it. */
  #expression(expression: Expression): void {
    if (expression[0] === 'await') {
      this.#expression(expression[1]);
      this.#waitFor(expression[1]);
      return;
    }
    if (expression[0] === 'call') this.#renews ||= isRenewal(this.roleOf(expression[1]));
    for (const part of expression.slice(1)) this.#parts(part);
  }

  #parts(part: unknown): void {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'string') this.#expression(part as unknown as Expression);
    else for (const each of part as readonly unknown[]) this.#parts(each);
  }

  #waitFor(promise: Expression): void {
    switch (promise[0]) {
      case 'conditional':
        this.#waitFor(promise[2]);
        this.#waitFor(promise[3]);
        return;
      case 'logical':
        this.#waitFor(promise[3]);
        return;
      case 'call':
        this.#waitForCall(promise[1], promise[2]);
        return;
      default:
    }
  }

  #waitForCall(callee: Expression, given: readonly Expression[]): void {
    if (this.#isLeft) return;
    const role = this.roleOf(callee);
    if (role?.[0] === 'function') {
      for (const each of role[1].awaits) add(this.#awaits, each);
      for (const each of role[1].swallows) add(this.#swallows, each);
      this.#renews ||= role[1].renews;
      return;
    }
    if (role !== undefined) {
      if (isRenewal(role)) this.#renews = true;
      else add(this.#awaits, role);
      return;
    }
    const root = rootOf(callee);
    if (callee[0] === 'element' || (root[0] === 'variable' && this.isGiven(root[1]))) this.#awaitsGiven = true;
    if (callee[0] !== 'member') return;
    const [, of, method] = callee;
    const isHandled = given.length > 1;
    if ((method === 'then' && !isHandled) || method === 'finally') this.#waitFor(of);
    else if (of[0] === 'global' && of[1] === 'Promise' && /^(?:all|race|any)$/.test(method)) this.#waitForAll(given[0]);
  }

  /** `Promise.all([first(), second()])`, `Promise.all(items.map((item) => charge(item)))`. */
  #waitForAll(list: Expression | undefined): void {
    if (list?.[0] === 'array') for (const each of list[1]) this.#waitFor(each);
    const isMap = list?.[0] === 'call' && list[1][0] === 'member' && list[1][2] === 'map';
    const [each] = isMap ? list[2] : [];
    const role = each && this.roleOf(each);
    if (role?.[0] === 'function') for (const one of role[1].awaits) add(this.#awaits, one);
    else if (role !== undefined) add(this.#awaits, role);
  }
}

function add(roles: Role[], role: Role): void {
  if (roles.length >= MOST_AWAITS || role[0] === 'object' || role[0] === 'class') return;
  if (!roles.some((each) => JSON.stringify(each) === JSON.stringify(role))) roles.push(role);
}

const LOGS = /^(?:log|info|warn|error|debug|trace|push|String)$/;

/** Whether a catch may throw: it does, it asks for a cancellation, or it gives the error to somebody who could. */
function mayRethrow(handler: readonly Statement[], param: Pattern | null, roleOf: RoleOf): boolean {
  const isError = (part: unknown) =>
    Array.isArray(part) && part[0] === 'variable' && param?.[0] === 'variable' && part[1] === param[1];
  return someIn(handler, (part) => {
    const [kind, callee, given] = part;
    if (kind === 'throw') return true;
    if (kind !== 'call' || !Array.isArray(callee)) return false;
    const role = roleOf(callee as unknown as Expression);
    if (role?.[0] === 'sdk' && role[1] === 'isCancellation') return true;
    const name: unknown = callee[0] === 'member' ? callee[2] : callee[1];
    return name === 'reject' || (!LOGS.test(String(name)) && Array.isArray(given) && given.some(isError));
  });
}

/** What a chain of members begins with. */
function rootOf(expression: Expression): Expression {
  return expression[0] === 'member' || expression[0] === 'element' ? rootOf(expression[1]) : expression;
}

function isRenewal(role: Role | undefined): boolean {
  return role?.[0] === 'continueAsNew' || (role?.[0] === 'sdk' && role[1] === 'continueAsNew');
}
