import type { Expression } from '../module-code.js';
import type { Call } from './calls.js';
import { convertToText } from './conversions.js';
import type { Interpreter } from './interpreter.js';
import { constant, STRING, type Value } from './values.js';

// Longer ones are hardly compared with anything, and each is a context of its own where it is handed on.
const LONGEST_TEXT = 100;

/** A template literal: its text, where all of its parts are known. */
export function evaluateText(
  interpreter: Interpreter,
  [, parts, span, around]: Extract<Expression, readonly ['text', ...unknown[]]>,
): Value {
  const texts = parts.map((part) => {
    const value = interpreter.evaluate(part);
    convertToText(interpreter, value, span);
    const [atom] = value;
    return value.length === 1 && atom?.kind === 'constant' && typeof atom.value === 'string' ? atom.value : undefined;
  });
  if (around === null || texts.includes(undefined)) return STRING;
  const text = around.map((each, index) => `${each}${texts[index] ?? ''}`).join('');
  return text.length < LONGEST_TEXT ? constant(text) : STRING;
}

/** Stands in a text for what is not known of it. */
const UNKNOWN = '…';

// A time without a zone, at the end of a date that something else gives. What is not known may stand for each part but the last.
const LOCAL_TIME = /…(?:-(?:\d{2}|…)){0,2}[T ](?:\d{2}|…):(?:(?:\d{2}|…):)?\d{2}(?:\.\d+)?$/;

/** Reports a text of which the end alone shows that it is read as local time: `new Date(`${day}T00:00:00`)`. */
export function judgeTextOfDate(
  interpreter: Interpreter,
  callee: Value,
  given: readonly Expression[],
  { args, span, may }: Call,
): void {
  const [text] = given;
  const [value = []] = args.list;
  if (text === undefined || given.length > 1 || interpreter.current.module.packageName !== undefined) return;
  const name = callee.some((atom) => atom.kind === 'host' && atom.path === 'Date')
    ? 'new Date'
    : callee.some((atom) => atom.kind === 'host' && atom.path === 'Date.parse')
      ? 'Date.parse'
      : undefined;
  // A text that is known is judged as a whole.
  if (name === undefined || value.some(({ kind }) => kind === 'constant')) return;
  const [local] = LOCAL_TIME.exec(shapeOf(text)) ?? [];
  if (local !== undefined) interpreter.hazard('host-time-zone', `${name}('${local}')`, span, may);
}

/** What is known of a text as it is written. */
function shapeOf(expression: Expression): string {
  if (expression[0] === 'text') return expression[3]?.join(UNKNOWN) ?? UNKNOWN;
  if (expression[0] === 'binary' && expression[1] === '+') return shapeOf(expression[2]) + shapeOf(expression[3]);
  return expression[0] === 'constant' && typeof expression[1] === 'string' ? expression[1] : UNKNOWN;
}
