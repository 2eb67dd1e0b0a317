import { deepCopy } from './deep-copy';

/** Which of the calls that the user has given. */
export type CallName = 'args' | 'distinct' | 'conflicting';

/** The activity under check and its calls. */
export interface Subject {
  readonly name: string;
  /** Gives the activity as a newly started worker would have it. */
  readonly obtain: () => unknown;
  readonly calls: Readonly<Partial<Record<CallName, readonly unknown[]>>>;
}

/** One call, ready to run: with the activity of its own worker and arguments of its own. */
export async function prepareCall(subject: Subject, name: CallName): Promise<() => unknown> {
  const activity = await subject.obtain();
  if (typeof activity !== 'function') throw new NotAnActivityError(activity);
  const args = deepCopy(subject.calls[name] ?? []);
  return () => (activity as (...args: unknown[]) => unknown)(...args);
}

/** `create` gave something else than a function. */
export class NotAnActivityError extends Error {
  constructor(readonly value: unknown) {
    super(`create() gave ${value === null ? 'null' : typeof value} instead of the activity.`);
  }
}
