import type { Statement } from '../module-code.js';
import { absentGlobalNamedIn } from './absent-in-text.js';
import { assign } from './assign.js';
import { closeIterators } from './conversions.js';
import { returnsCalmly } from './calm.js';
import { judgeBranch } from './replay-branches.js';
import { elementsOf } from './members.js';
import type { Interpreter } from './interpreter.js';
import { STRING, truthiness, UNDEFINED, UNKNOWN, type Value } from './values.js';

/** Runs statements in order; false where nothing after them can be reached. */
export function runStatements(interpreter: Interpreter, statements: readonly Statement[]): boolean {
  for (const statement of statements) if (!runStatement(interpreter, statement)) return false;
  return true;
}

function runStatement(interpreter: Interpreter, statement: Statement): boolean {
  switch (statement[0]) {
    case 'expression':
      interpreter.evaluate(statement[1]);
      return true;
    case 'declare':
      if (statement[2] === null) {
        // Before anything is assigned to it.
        if (statement[1][0] === 'variable') interpreter.write(interpreter.cellOf(statement[1][1]), UNDEFINED);
      } else assign(interpreter, statement[1], interpreter.evaluate(statement[2]));
      return true;
    case 'return':
      interpreter.write(
        interpreter.current.returns,
        statement[1] === null ? UNDEFINED : interpreter.evaluate(statement[1]),
      );
      return false;
    case 'throw':
      runThrow(interpreter, statement);
      return false;
    case 'block':
      return runStatements(interpreter, statement[1]);
    case 'if':
      return runIf(interpreter, statement);
    case 'loop':
      return runLoop(interpreter, statement);
    case 'for': {
      const [, kind, target, subject, body, isLeft] = statement;
      const value = interpreter.evaluate(subject);
      assign(interpreter, target, kind === 'in' ? STRING : elementsOf(interpreter, value));
      if (kind !== 'in' && isLeft) closeIterators(interpreter, value);
      uncertainly(interpreter, () => runStatements(interpreter, body));
      return true;
    }
    case 'try':
      return runTry(interpreter, statement);
    case 'switch':
      return runSwitch(interpreter, statement);
    case 'jump':
      return false;
  }
}

function runIf(
  interpreter: Interpreter,
  [, test, then, otherwise, span]: Extract<Statement, readonly ['if', ...unknown[]]>,
): boolean {
  const value = interpreter.evaluate(test);
  judgeBranch(interpreter, value, [...then, ...otherwise], span);
  const decided = decide(interpreter, value);
  if (decided === true) return runStatements(interpreter, then);
  if (decided === false) return runStatements(interpreter, otherwise);
  if (decided === 'unknown yet') return true;
  return uncertainly(interpreter, () => {
    const first = runStatements(interpreter, then);
    return runStatements(interpreter, otherwise) || first;
  });
}

/** Whether a test holds: undefined where both is possible. */
export function decide(interpreter: Interpreter, value: Value): boolean | undefined | 'unknown yet' {
  if (value.length > 0) return truthiness(value);
  return interpreter.stuck() ? undefined : 'unknown yet';
}

/** Runs what may as well not run. */
export function uncertainly<T>(interpreter: Interpreter, run: () => T): T {
  interpreter.uncertain += 1;
  try {
    return run();
  } finally {
    interpreter.uncertain -= 1;
  }
}

function runLoop(
  interpreter: Interpreter,
  [, test, body, update, flow]: Extract<Statement, readonly ['loop', ...unknown[]]>,
): boolean {
  if (test !== null) {
    const decided = decide(interpreter, interpreter.evaluate(test));
    if (decided === false || decided === 'unknown yet') return true;
  }
  const run = () => {
    runStatements(interpreter, body);
    if (update !== null) interpreter.evaluate(update);
  };
  if (flow === 'maybe') uncertainly(interpreter, run);
  else run();
  return flow !== 'for ever';
}

function runTry(
  interpreter: Interpreter,
  [, block, parameter, handler, finalizer]: Extract<Statement, readonly ['try', ...unknown[]]>,
): boolean {
  const isCaught = handler !== null;
  if (isCaught) interpreter.caught += 1;
  let goesOn = runStatements(interpreter, block);
  if (isCaught) interpreter.caught -= 1;
  if (handler !== null && !returnsCalmly(interpreter, block)) {
    uncertainly(interpreter, () => {
      if (parameter !== null) assign(interpreter, parameter, UNKNOWN);
      goesOn = runStatements(interpreter, handler) || goesOn;
    });
  }
  return runStatements(interpreter, finalizer) && goesOn;
}

function runSwitch(
  interpreter: Interpreter,
  [, subject, cases]: Extract<Statement, readonly ['switch', ...unknown[]]>,
): boolean {
  const value = interpreter.evaluate(subject);
  if (value.length === 0 && !interpreter.stuck()) return true;
  uncertainly(interpreter, () => {
    const tests = cases.map(([test]) => (test === null ? undefined : interpreter.evaluate(test)));
    const constants = new Set(value.map((atom) => (atom.kind === 'constant' ? atom.value : undefined)));
    const isKnown = value.every(({ kind }) => kind === 'constant');
    const matches = tests.map(
      (test) =>
        test === undefined || !isKnown || test.some((atom) => atom.kind !== 'constant' || constants.has(atom.value)),
    );
    const isDecided =
      isKnown && value.length === 1 && tests.some((test, index) => test !== undefined && matches[index]);
    let falls = false;
    cases.forEach(([test, body], index) => {
      if (!falls && (!matches[index] || (test === null && isDecided))) return;
      falls = runStatements(interpreter, body);
    });
  });
  return true;
}

function runThrow(
  interpreter: Interpreter,
  [, thrown, span]: Extract<Statement, readonly ['throw', ...unknown[]]>,
): void {
  interpreter.evaluate(thrown);
  const { current, uncertain, caught } = interpreter;
  if (current.module.packageName === undefined || uncertain > 0 || caught > 0) return;
  // A package that looked for something of the host, found that the sandbox lacks it, and says so.
  const message = thrown[0] === 'new' || thrown[0] === 'call' ? thrown[2][0] : undefined;
  const name = message?.[0] === 'constant' ? absentGlobalNamedIn(String(message[1])) : undefined;
  if (name !== undefined) interpreter.hazard('absent-global', name, span);
}
