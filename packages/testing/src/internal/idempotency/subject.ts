import { deepCopy } from './deep-copy';

/** Which of the calls that the user has given. */
export type CallName = 'args' | 'distinct' | 'conflicting';

/** The activity under check and its calls. */
export interface Subject {
  readonly name: string;
  /** Gives the activity as a newly started worker would have it. */
  readonly obtain: () => unknown;
  /** Whether what {@link obtain} gives is another one each time, which shares nothing with those before. */
  readonly isFresh: boolean;
  readonly calls: Readonly<Partial<Record<CallName, readonly unknown[]>>>;
}

/** The activity as a worker has it. */
export type WorkersActivity = (...args: unknown[]) => unknown;

/** Starts a worker. */
export async function obtainActivity({ obtain }: Subject): Promise<WorkersActivity> {
  const activity = await obtain();
  if (typeof activity !== 'function') throw new NotAnActivityError(activity);
  return activity as WorkersActivity;
}

/** One call, ready to run, with arguments of its own. */
export function prepareCall(subject: Subject, activity: WorkersActivity, name: CallName): () => unknown {
  const args = deepCopy(subject.calls[name] ?? []);
  return () => activity(...args);
}

/** `create` gave something else than a function. */
export class NotAnActivityError extends Error {
  constructor(readonly value: unknown) {
    super(`create() gave ${value === null ? 'null' : typeof value} instead of the activity.`);
  }
}
