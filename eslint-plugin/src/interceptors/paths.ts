import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, isFunction, keyOf, type SourceCode, unwrap } from '../syntax/nodes.js';
import { variableOf } from '../syntax/variables.js';
import { allNodesOf } from '../syntax/walk.js';

/**
 * What a path has done with `next` so far: not called it; called it and dropped the promise, or only waited for it; put what comes of
 * it into a variable; handed over a function that calls it; or kept it in a way that is not followed, as behind a `catch`.
 */
export type Fact = 'none' | 'dropped' | 'awaited' | 'stored' | 'handed' | 'kept';

type Facts = ReadonlySet<Fact>;

/** A way in which a function ends without throwing. */
export interface End {
  readonly facts: Facts;
  /** Whether a value is given back that the code spells out. */
  readonly valued: boolean;
  /** Whether it runs into the end of its body. */
  readonly implicit: boolean;
}

const NONE: Facts = new Set(['none']);
const KEPT: Facts = new Set(['kept']);
/** Of what is not reached. */
const NOWHERE: Facts = new Set();

/** The ways in which a function ends, as far as its use of this variable goes. */
export function endsOf(
  { body }: FunctionNode,
  next: TSESLint.Scope.Variable | undefined,
  sourceCode: SourceCode,
): End[] {
  const walk = new Walk(next, sourceCode);
  if (body.type !== 'BlockStatement') walk.give(body, NONE);
  else walk.end({ facts: walk.visit(body, NONE), valued: false, implicit: true });
  return walk.ends;
}

class Walk {
  readonly ends: End[] = [];
  // Of each loop and switch around: what leaves it from within.
  readonly #left: Facts[] = [];

  constructor(
    readonly next: TSESLint.Scope.Variable | undefined,
    readonly sourceCode: SourceCode,
  ) {}

  end(end: End): void {
    if (end.facts.size > 0) this.ends.push(end);
  }

  give(value: TSESTree.Expression | null, facts: Facts): void {
    const given = value === null || isNothing(value) ? undefined : value;
    const passed = given !== undefined && this.#mentions(given);
    this.end({ facts: passed ? KEPT : facts, valued: given !== undefined, implicit: false });
  }

  visit(node: TSESTree.Node, before: Facts): Facts {
    if (before.size === 0) return before;
    switch (node.type) {
      case 'BlockStatement':
        return node.body.reduce((facts, each) => this.visit(each, facts), before);
      case 'ExpressionStatement':
        return this.#evaluate(node.expression, before);
      case 'VariableDeclaration':
        return node.declarations.reduce(
          (facts, { init }) => (init === null ? facts : this.#store(init, facts)),
          before,
        );
      case 'ReturnStatement':
        this.give(node.argument, before);
        return NOWHERE;
      case 'ThrowStatement':
        return NOWHERE;
      case 'BreakStatement':
      case 'ContinueStatement':
        this.#left.push(union(this.#left.pop() ?? NOWHERE, before));
        return NOWHERE;
      case 'IfStatement': {
        const facts = this.#evaluate(node.test, before);
        return union(this.visit(node.consequent, facts), node.alternate ? this.visit(node.alternate, facts) : facts);
      }
      case 'SwitchStatement':
        return this.#switch(node, this.#evaluate(node.discriminant, before));
      case 'TryStatement':
        return this.#try(node, before);
      case 'LabeledStatement':
        return this.visit(node.body, before);
      case 'ForStatement':
      case 'WhileStatement':
        return this.#loop(node.body, before, node.test === null || isTrue(node.test));
      case 'DoWhileStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.#loop(node.body, before, false);
      case 'FunctionDeclaration':
        return this.#mentions(node) ? KEPT : before;
      default:
        return before;
    }
  }

  #loop(body: TSESTree.Node, before: Facts, endless: boolean): Facts {
    const [after, left] = this.#within(() => this.visit(body, before));
    return endless ? left : union(before, after, left);
  }

  #switch({ cases }: TSESTree.SwitchStatement, before: Facts): Facts {
    const [after, left] = this.#within(() =>
      cases.reduce(
        (facts, { consequent }) => consequent.reduce((inner, each) => this.visit(each, inner), union(facts, before)),
        NOWHERE,
      ),
    );
    return union(after, left, cases.some(({ test }) => test === null) ? NOWHERE : before);
  }

  #within(visit: () => Facts): [after: Facts, left: Facts] {
    this.#left.push(NOWHERE);
    const after = visit();
    return [after, this.#left.pop() ?? NOWHERE];
  }

  #try({ block, handler, finalizer }: TSESTree.TryStatement, before: Facts): Facts {
    const tried = this.visit(block, before);
    // Whether next was called when something was thrown is not told.
    const after = handler === null ? tried : union(tried, this.visit(handler.body, KEPT));
    return finalizer === null ? after : this.visit(finalizer, after);
  }

  #store(init: TSESTree.Expression, before: Facts): Facts {
    const facts = this.#evaluate(init, before);
    return facts === before ? before : new Set([...facts].map((fact) => (fact === 'dropped' ? 'stored' : fact)));
  }

  /** What is known once a statement's expression was evaluated, and its value dropped. */
  #evaluate(node: TSESTree.Node, before: Facts): Facts {
    if (!this.#mentions(node)) return before;
    const expression = unwrap(node);
    switch (expression.type) {
      case 'AwaitExpression':
        return new Set(
          [...this.#evaluate(expression.argument, before)].map((fact) => (fact === 'dropped' ? 'awaited' : fact)),
        );
      case 'UnaryExpression':
        return this.#evaluate(expression.argument, before);
      case 'AssignmentExpression':
        return this.#store(expression.right, before);
      case 'LogicalExpression':
        return union(this.#evaluate(expression.left, before), this.#evaluate(expression.right, before));
      case 'ConditionalExpression':
        return union(this.#evaluate(expression.consequent, before), this.#evaluate(expression.alternate, before));
      case 'CallExpression':
        return new Set([this.#call(expression)]);
      default:
        return KEPT;
    }
  }

  #call({ callee, arguments: args }: TSESTree.CallExpression): Fact {
    const called = unwrap(callee);
    if (this.#isNext(called)) return 'dropped';
    if (called.type === 'MemberExpression') {
      const object = unwrap(called.object);
      const key = keyOf(called) ?? '';
      if (this.#isNext(object) && /^(?:call|apply)$/.test(key)) return 'dropped';
      if (object.type === 'CallExpression' && /^(?:then|catch|finally)$/.test(key) && this.#mentions(object))
        return this.#call(object);
    }
    return !this.#mentions(called) && args.some((each) => isFunction(each) && this.#isPassedOn(each))
      ? 'handed'
      : 'kept';
  }

  /** Whether a function gives back what next gives, as far as it mentions it. */
  #isPassedOn(node: FunctionNode): boolean {
    return (
      this.#mentions(node) &&
      !allNodesOf(node, this.sourceCode).some(
        (each) => each.type === 'AssignmentExpression' && this.#mentions(each.right),
      )
    );
  }

  #isNext(node: TSESTree.Node): boolean {
    return this.next !== undefined && variableOf(node, this.sourceCode) === this.next;
  }

  #mentions(node: TSESTree.Node): boolean {
    return allNodesOf(node, this.sourceCode).some((each) => this.#isNext(each));
  }
}

function union(...all: Facts[]): Facts {
  return new Set(all.flatMap((facts) => [...facts]));
}

function isTrue(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && Boolean(node.value);
}

function isNothing(node: TSESTree.Node): boolean {
  return (
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void' && node.argument.type === 'Literal')
  );
}
