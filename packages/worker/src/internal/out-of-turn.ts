import { enrich, type ErrorContext, HR5018, type Problem } from '@handrail/errors';

type Facts = Parameters<typeof HR5018.problem>[0];

/** What an error means where a certain method throws it. */
type Meant = Readonly<Partial<Record<Facts['kind'], Facts['kind']>>>;

const KNOWN: readonly (readonly [text: RegExp, kind: Facts['kind']])[] = [
  [/^Poller was already started$/, 'run twice'],
  [/^Not running\. Current state: (\w+)$/, 'not running'],
  [/^Cannot close connection while Workers hold a reference to it$/, 'connection in use'],
  [/^Client already closed$/, 'connection closed'],
  [/^Runtime singleton has already been installed$/, 'installed twice'],
  [/^Runtime singleton has already been instantiated/, 'installed late'],
];

/** What is meant by an error of the SDK's about a worker, its connection or its runtime that is used out of turn. */
export function outOfTurn(message: string, taskQueue?: string, meant: Meant = {}): Problem | undefined {
  for (const [text, kind] of KNOWN) {
    const match = text.exec(message);
    if (match === null) continue;
    const [, state] = match;
    return HR5018.problem({
      kind: meant[kind] ?? kind,
      ...(taskQueue !== undefined && { taskQueue }),
      ...(state !== undefined && { state }),
    });
  }
  return undefined;
}

/** As {@link explainTurn}, of the method that closes a connection. */
export function explainClose<T>(close: () => T): T {
  return explainTurn(close, {}, undefined, { 'connection closed': 'closed twice' });
}

/** Calls a method, and appends to what it throws at once or later what is out of turn. */
export function explainTurn<T>(call: () => T, context: ErrorContext, taskQueue?: string, meant: Meant = {}): T {
  const explained = (error: unknown): unknown => {
    const problem = error instanceof Error ? outOfTurn(error.message, taskQueue, meant) : undefined;
    return problem === undefined ? error : enrich(error, problem, context);
  };
  try {
    const made = call();
    if (!(made instanceof Promise)) return made;
    return made.catch((error: unknown) => {
      throw explained(error);
    }) as T;
  } catch (error) {
    throw explained(error);
  }
}
