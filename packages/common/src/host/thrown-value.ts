import { enrich, type ErrorContext, HR1044, HR5021, type Problem } from '@handrail/errors';
import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { readField } from '../read-field';
import { showThrown, showValue } from '../show-value';

/** Whose code has thrown: `Activity "charge"`. */
export interface Thrower {
  readonly subject: string;
  readonly context: ErrorContext;
}

/**
 * What an activity or a Nexus operation has thrown, with what can be said of it: what is no error becomes a failure with the message
 * and the type that the SDK gives it (HR5021), and an error without a text that can be sent says so (HR1044). An error keeps its class;
 * nothing changes in how often it is tried again.
 */
export function explainThrown(thrown: unknown, { subject, context }: Thrower): unknown {
  try {
    if (!isError(thrown)) return failureOf(thrown, HR5021.problem({ subject, ...kindOf(thrown) }), context);
    const message = messageOf(thrown);
    tellInnerErrors(thrown);
    return explainMessage(thrown, message, { subject, context });
  } catch {
    // Explaining must never hide what it explains.
    return thrown;
  }
}

/** Whether this is an error, also of another realm, or made by hand with a text and a stack. */
export function isError(value: unknown): value is Error {
  try {
    if (value instanceof Error) return true;
    if (typeof value !== 'object' || value === null) return false;
    if (Object.prototype.toString.call(value) === '[object Error]') return true;
    const { message, stack, name } = value as Partial<Error>;
    return (typeof message === 'string' && typeof stack === 'string') || name === 'AbortError';
  } catch {
    return false;
  }
}

type Facts = Omit<Parameters<typeof HR5021.problem>[0], 'subject'>;

const MOST_FIELDS = 6;

function kindOf(thrown: unknown): Facts {
  if (thrown == null) return { value: String(thrown), kind: 'nothing' };
  if (typeof thrown === 'string') return { value: showValue(thrown), kind: 'text' };
  if (typeof thrown === 'function') {
    const { name } = thrown as { readonly name?: unknown };
    const isClass = typeof name === 'string' && /^[A-Z]\w{0,59}$/.test(name);
    return isClass ? { value: `the class ${name}`, kind: 'class', name } : { value: 'a function', kind: 'other' };
  }
  if (typeof thrown !== 'object') return { value: showValue(thrown), kind: 'other' };
  if (typeof readField(thrown, 'then') === 'function') return { value: 'a promise', kind: 'object' };
  // Names only: what they hold may be secret.
  const names = Array.isArray(thrown) ? [] : Object.keys(thrown).filter((name) => /^[\w$]{1,40}$/.test(name));
  const fields = names.slice(0, MOST_FIELDS).join(', ') + (names.length > MOST_FIELDS ? ', …' : '');
  return { value: names.length === 0 ? showValue(thrown) : `an object with the fields ${fields}`, kind: 'object' };
}

/** A failure in the place of what cannot carry a text, of the message and the type that the SDK would send. */
function failureOf(thrown: unknown, problem: Problem, context: ErrorContext): ApplicationFailure {
  const text =
    typeof thrown === 'object' ? readField(thrown, 'message') : thrown == null ? undefined : showText(thrown);
  const failure = ApplicationFailure.create({
    message: typeof text === 'string' ? text : '',
    ...(typeof thrown === 'object' && thrown !== null && { type: classOf(thrown) }),
    nonRetryable: false,
  });
  failure.stack = typeof readField(thrown, 'stack') === 'string' ? (readField(thrown, 'stack') as string) : '';
  return enrich(failure, problem, context);
}

function showText(thrown: unknown): string {
  return typeof thrown === 'function' ? '' : String(thrown);
}

/** As the SDK takes the type of a failure from what was thrown. */
function classOf(thrown: object): string {
  const name = readField(readField(thrown, 'constructor'), 'name') ?? readField(thrown, 'name');
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

const SAYS_NOTHING = /^(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error$|^DOMException$/;

function explainMessage(error: Error, message: Message, { subject, context }: Thrower): unknown {
  // Of these it is told what their makers have dropped.
  if (error instanceof TemporalFailure) return error;
  if (typeof message.text === 'string' && message.text !== '' && !/^\[object \w+\]$/.test(message.text)) return error;
  const type = classOf(error);
  if (message.text === '') {
    // A class of a user's own tells by its name, and so does a name that somebody has given it.
    if (!SAYS_NOTHING.test(type) || !SAYS_NOTHING.test(showName(error))) return error;
    return enrich(error, HR1044.problem({ subject, error: type }), context);
  }
  const problem = HR1044.problem({ subject, error: type, message: message.is });
  if (typeof message.text === 'string') return enrich(error, problem, context);
  const isChanged = Reflect.defineProperty(error, 'message', { value: '', configurable: true, writable: true });
  if (isChanged) return enrich(error, problem, context);
  const failure = ApplicationFailure.create({ message: '', type, nonRetryable: false });
  failure.stack = '';
  return enrich(failure, problem, context);
}

interface Message {
  /** Undefined where it is no text. */
  readonly text?: string;
  readonly is: string;
}

function messageOf(error: Error): Message {
  let message: unknown;
  try {
    ({ message } = error);
  } catch {
    return { is: 'a getter that throws' };
  }
  if (typeof message === 'string') return { text: message, is: `'${message.slice(0, 40)}', the text of an object` };
  if (message == null) return { text: '', is: String(message) };
  return { is: typeof message === 'object' ? 'an object' : `a ${typeof message}` };
}

function showName(error: Error): string {
  const name = readField(error, 'name');
  return typeof name === 'string' ? name : 'Error';
}

const LONGEST_CHAIN = 20;
const MOST_INNER = 5;

/** The errors in an AggregateError are not sent: their texts are, behind its own. `fetch failed` has such a cause. */
function tellInnerErrors(thrown: Error): void {
  let current: unknown = thrown;
  for (let depth = 0; depth < LONGEST_CHAIN && typeof current === 'object' && current !== null; depth++) {
    const inner = readField(current, 'errors');
    if (current instanceof AggregateError && Array.isArray(inner) && inner.length > 0) addTexts(current, inner);
    current = readField(current, 'cause');
  }
}

function addTexts(error: AggregateError, inner: readonly unknown[]): void {
  const texts = inner.slice(0, MOST_INNER).map(showThrown);
  const more = inner.length > MOST_INNER ? `; and ${inner.length - MOST_INNER} more` : '';
  const line = `${inner.length} ${inner.length === 1 ? 'error' : 'errors'}: ${texts.join('; ')}${more}`;
  const { text } = messageOf(error);
  // It may have been thrown before, by an activity that keeps it.
  if (text === undefined || text.includes(line)) return;
  const value = text === '' ? line : `${text}\n${line}`;
  Reflect.defineProperty(error, 'message', { value, configurable: true, writable: true });
}
