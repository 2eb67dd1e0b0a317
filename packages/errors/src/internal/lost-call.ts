/** What an interceptor did with a call that passed it. */
export interface LostCallFacts {
  /** Its class and where it stands: `Metrics (interceptors.workflow[0])`. */
  readonly interceptor: string;
  readonly method: string;
  readonly mistake: 'no next' | 'no result' | 'no input';
  /** In words, what it returned or gave to `next`: `undefined`. */
  readonly value: string;
}

/** `Method start of interceptor Metrics (interceptors.workflow[0]) returned undefined without a call of next` */
export function lostCall({ interceptor, method, mistake, value }: LostCallFacts): string {
  const who = `Method ${method} of interceptor ${interceptor}`;
  if (mistake === 'no input') return `${who} called next with ${value} in the place of its input.`;
  if (mistake === 'no next') return `${who} returned ${value} without having called next.`;
  return `${who} called next, and returned ${value} in the place of what next gave.`;
}

/** The same, or what a factory of interceptors is that is none, or has returned. */
export type LostCallOrFactoryFacts =
  LostCallFacts | { readonly interceptor: string; readonly mistake: 'factory'; readonly value: string };

/**
 * Head and remedy where interceptors come from factories.
 *
 * @param each what a factory is asked for
 * @param factory one that is right, as it is typed
 */
export function lostCallOrFactory(
  each: string,
  factory: string,
): { head: (facts: LostCallOrFactoryFacts) => string; fix: (facts: LostCallOrFactoryFacts) => string } {
  return {
    head: (facts) =>
      facts.mistake === 'factory' ? `Interceptor factory ${facts.interceptor} ${facts.value}.` : lostCall(facts),
    fix: (facts) =>
      facts.mistake === 'factory'
        ? `give a function that returns what it adds to each ${each}: ${factory}.`
        : lostCallRemedy(facts),
  };
}

/** The line that is missing. */
export function lostCallRemedy({ method, mistake }: LostCallFacts): string {
  return mistake === 'no input'
    ? `hand on the input, or a copy of it with your changes: ${method}(input, next) { return next({ ...input, … }); }.`
    : `return what next gives: async ${method}(input, next) { …; return await next(input); }.`;
}
