import type { Disposition, ErrorCode } from './define-error';
import { formatProblems } from './format';
import { BRAND } from './internal/brand';
import { docsUrl, inspectUrl, type InspectTarget, type Links } from './links';

/** One mistake, fully worded: a catalogue entry filled with its facts. */
export interface Problem {
  readonly code: ErrorCode;
  /** Missing in the workflow sandbox, which has no room for prose. */
  readonly title?: string | undefined;
  readonly disposition: Disposition;
  readonly head: string;
  /** Missing in the workflow sandbox. */
  readonly why?: string | undefined;
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

/**
 * An error that Handrail itself raises. It may report several mistakes at once (`problems`); `code`, `title` and `fix`
 * are those of the first, `message` shows all of them.
 *
 * Recognise it with {@link HandrailError.isInstance}, not `instanceof`: the workflow bundle has its own copy of this class.
 */
export class HandrailError extends Error {
  declare readonly code: ErrorCode;
  declare readonly title: string;
  declare readonly fix: string;
  declare readonly docsUrl: string;
  declare readonly inspectUrl: string | undefined;
  declare readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]], context: ErrorContext = {}) {
    super(formatProblems(problems, context), 'cause' in context ? { cause: context.cause } : undefined);
    const [{ code, title = code, fix }] = problems;
    const { links, inspect } = context;
    const [docs, ui] = [docsUrl(code, links), inspectUrl(inspect, links)];
    Object.assign(this, { code, title, fix, docsUrl: docs, inspectUrl: ui, problems, name: 'HandrailError' });
  }

  get [BRAND](): true {
    return true;
  }

  /** Whether `value` is a HandrailError of this or any other copy of the package. */
  static isInstance(value: unknown): value is HandrailError {
    return value instanceof Error && (value as { [BRAND]?: unknown })[BRAND] === true;
  }
}
