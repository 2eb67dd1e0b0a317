import type { Disposition, ErrorCode } from './define-error';
import { formatProblems } from './format';
import { docsUrl, inspectUrl, type InspectTarget, type Links } from './links';

/** One mistake, fully worded: a catalogue entry filled with its facts. */
export interface Problem {
  readonly code: ErrorCode;
  readonly title: string;
  readonly disposition: Disposition;
  readonly head: string;
  readonly why: string;
  readonly fix: string;
  readonly facts: object;
}

/** Where an error was met: what its links are built from, and what caused it. */
export interface ErrorContext {
  /** Addresses of the docs and the Temporal UI, usually the policy's `links`. */
  readonly links?: Links;
  /** The execution, queue or schedule to open in the Temporal UI. */
  readonly inspect?: InspectTarget;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('handrail.error');

/**
 * An error that Handrail itself raises. It may report several mistakes at once (`problems`); `code`, `title` and `fix`
 * are those of the first, `message` shows all of them.
 *
 * Recognise it with {@link HandrailError.isInstance}, not `instanceof`: the workflow bundle has its own copy of this class.
 */
export class HandrailError extends Error {
  readonly code: ErrorCode;
  readonly title: string;
  readonly fix: string;
  readonly docsUrl: string;
  readonly inspectUrl: string | undefined;
  readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]], context: ErrorContext = {}) {
    super(formatProblems(problems, context), 'cause' in context ? { cause: context.cause } : undefined);
    const [first] = problems;
    this.code = first.code;
    this.title = first.title;
    this.fix = first.fix;
    this.docsUrl = docsUrl(first.code, context.links);
    this.inspectUrl = inspectUrl(context.inspect, context.links);
    this.problems = problems;
    this.name = 'HandrailError';
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Whether `value` is a HandrailError of this or any other copy of the package. */
  static isInstance(value: unknown): value is HandrailError {
    return value instanceof Error && (value as { [BRAND]?: unknown })[BRAND] === true;
  }
}
