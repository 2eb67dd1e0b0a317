import { type ErrorContext, HandrailError, type Problem } from './handrail-error';

/** A permanent error code. The first digit is the area; see `docs/errors/index.md`. */
export type ErrorCode = `HR${number}`;

/**
 * What happens where the error is met.
 *
 * - `refuse`: the call is refused before anything is sent.
 * - `warn`: it is logged and counted, the call goes on.
 * - `task-failure`: the workflow task fails and is retried until a fix is deployed; the execution stays open.
 * - `workflow-failure`: the workflow execution fails.
 * - `report`: it is a finding: about what has happened elsewhere, or about what a check has played.
 */
export type Disposition = 'refuse' | 'warn' | 'task-failure' | 'workflow-failure' | 'report';

/** What one catalogue file states about its error; `Facts` are the values that its sentences need. */
export interface ErrorEntry<Facts extends object> {
  readonly code: ErrorCode;
  /** Names the mistake without its values, for lists and headings. */
  readonly title: string;
  readonly disposition: Disposition;
  /** One sentence that stands alone: the culprit by name and what is wrong, with the actual values. */
  readonly head: (facts: Facts) => string;
  /** Why it matters in production. */
  readonly why: (facts: Facts) => string;
  /** What to do now. */
  readonly fix: (facts: Facts) => string;
  /** Believable facts, from which the docs page shows the message. */
  readonly example: Facts;
}

/** What every entry can say without knowing its facts: for lists, pages and `handrail explain`. */
export interface ErrorSummary {
  readonly code: ErrorCode;
  readonly title: string;
  readonly disposition: Disposition;
  /** The entry worded with its example facts. */
  sample(): Problem;
}

/** A catalogue entry with the ways to use it. */
export interface ErrorDefinition<Facts extends object> extends ErrorEntry<Facts>, ErrorSummary {
  /** This mistake with its facts, to be reported together with others. */
  problem(facts: Facts): Problem;
  /** The error to throw for this mistake alone. */
  error(facts: Facts, context?: ErrorContext): HandrailError;
}

/** Turns a catalogue entry into a definition. Every file in `catalogue/` calls it once. */
export function defineError<Facts extends object>(entry: ErrorEntry<Facts>): ErrorDefinition<Facts> {
  const { code, title, disposition, head, why, fix } = entry;
  const problem = (facts: Facts): Problem => ({
    code,
    title,
    disposition,
    head: head(facts),
    why: why(facts),
    fix: fix(facts),
    facts,
  });
  return {
    ...entry,
    problem,
    error: (facts, context) => new HandrailError([problem(facts)], context),
    sample: () => problem(entry.example),
  };
}
