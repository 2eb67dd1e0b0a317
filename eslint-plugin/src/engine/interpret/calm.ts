import type { Expression, Statement } from '../module-code.js';
import type { Interpreter } from './interpreter.js';
import { truthiness } from './values.js';

/**
 * Whether a block returns before anything in it can throw, so that what catches is never run: `try { return globalThis; }`, with
 * tests before it that are decided. Polyfills look for the global object like this.
 */
export function returnsCalmly(interpreter: Interpreter, block: readonly Statement[]): boolean {
  for (const statement of block) {
    switch (statement[0]) {
      case 'return':
        return statement[1] === null || isCalm(statement[1]);
      case 'block':
        return returnsCalmly(interpreter, statement[1]);
      case 'if': {
        const [, test, then, otherwise] = statement;
        const decided = isCalm(test) ? truthiness(interpreter.evaluate(test)) : undefined;
        if (decided === undefined) return false;
        const taken = decided ? then : otherwise;
        if (taken.length === 0) continue;
        return returnsCalmly(interpreter, taken);
      }
      default:
        return false;
    }
  }
  return false;
}

function isCalm(expression: Expression): boolean {
  switch (expression[0]) {
    case 'constant':
    case 'undefined':
    case 'typed':
    case 'variable':
    case 'function':
      return true;
    case 'global':
      return expression[1] === 'globalThis';
    case 'unary':
      return (expression[1] === 'typeof' && expression[2][0] === 'global') || isCalm(expression[2]);
    case 'binary':
    case 'logical':
      return isCalm(expression[2]) && isCalm(expression[3]);
    case 'conditional':
      return isCalm(expression[1]) && isCalm(expression[2]) && isCalm(expression[3]);
    default:
      return false;
  }
}
