import type { Client } from '@temporalio/client';
import type { NotExamined } from '../facts';

/** The raw gRPC service of a client. */
export type Service = Client['workflowService'];

/** What a call gave, or why it gave nothing. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: CallProblem };

export interface CallProblem {
  readonly kind:
    | 'not found'
    | 'already exists'
    | 'permission denied'
    | 'rate limited'
    | 'not supported'
    | 'invalid'
    | 'timed out'
    | 'unavailable'
    | 'too many calls'
    | 'failed';
  /** In the words of a report, without anything secret. */
  readonly text: string;
  /** The server's own words. */
  readonly details: string;
  /** Whether the server may have done what it was asked for all the same: an answer was cut off, or did not come in time. */
  readonly mayBeDone: boolean;
}

/** How much one look at the server may cost it. */
export interface CallLimits {
  /** @default 400 */
  readonly calls?: number;
  /** @default 8 */
  readonly concurrency?: number;
  /** For one call. @default 5000 */
  readonly callMilliseconds?: number;
}

const KINDS: Readonly<Record<number, CallProblem['kind']>> = {
  3: 'invalid',
  4: 'timed out',
  5: 'not found',
  6: 'already exists',
  7: 'permission denied',
  8: 'rate limited',
  12: 'not supported',
  14: 'unavailable',
  16: 'permission denied',
};

// CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, INTERNAL (a stream that was reset), UNAVAILABLE and DATA_LOSS. And NOT_FOUND: the SDK's
// connection tries again by itself, and what a first try has ended is not found by the second.
const MAY_BE_DONE: ReadonlySet<unknown> = new Set([1, 2, 4, 5, 13, 14, 15]);

/** What the calls of one look share. */
interface Use {
  readonly waiting: (() => void)[];
  running: number;
  made: number;
}

/** Calls with a limit to their number, to how many run at a time and to how long each takes. None of them throws. */
export class ServerCalls {
  readonly #client: Pick<Client, 'connection' | 'workflowService'>;
  readonly #limits: Required<CallLimits>;
  readonly #missed = new Map<string, NotExamined>();
  readonly #use: Use;

  constructor(
    client: Pick<Client, 'connection' | 'workflowService'>,
    limits: CallLimits = {},
    use: Use = { waiting: [], running: 0, made: 0 },
  ) {
    this.#client = client;
    this.#use = use;
    this.#limits = {
      calls: limits.calls ?? 400,
      concurrency: limits.concurrency ?? 8,
      callMilliseconds: limits.callMilliseconds ?? 5_000,
    };
  }

  get connection(): Client['connection'] {
    return this.#client.connection;
  }

  get made(): number {
    return this.#use.made;
  }

  /** The same calls, with the same limits, that keep for themselves what could not be had. */
  apart(): ServerCalls {
    return new ServerCalls(this.#client, this.#limits, this.#use);
  }

  /** What could not be had, each thing once. */
  get notExamined(): readonly NotExamined[] {
    return [...this.#missed.values()];
  }

  noteMissing(what: string, why: string): void {
    this.#missed.set(`${what} ${why}`, { what, why });
  }

  /** Makes a call. `name` stands for it in reports. */
  async ask<T>(name: string, call: (service: Service) => Promise<T>, milliseconds?: number): Promise<Answer<T>> {
    if (this.#use.made >= this.#limits.calls) {
      return failed('too many calls', `not more than ${this.#limits.calls} calls are made for one look`);
    }
    this.#use.made++;
    await this.#turn();
    try {
      const deadline = Date.now() + (milliseconds ?? this.#limits.callMilliseconds);
      const value = await this.#client.connection.withDeadline(deadline, () => call(this.#client.workflowService));
      return { ok: true, value };
    } catch (error) {
      const { code, details, message } = error as { code?: unknown; details?: unknown; message?: unknown };
      const kind = (typeof code === 'number' ? KINDS[code] : undefined) ?? 'failed';
      const words = firstLine(typeof details === 'string' && details !== '' ? details : String(message));
      return failed(kind, `${name}: ${kind}${words === '' ? '' : ` (${words})`}`, words, MAY_BE_DONE.has(code));
    } finally {
      this.#use.running--;
      this.#use.waiting.shift()?.();
    }
  }

  /** As `ask`, for what is not indispensable: a failure is noted, and undefined returned. */
  async tryAsk<T>(
    what: string,
    name: string,
    call: (service: Service) => Promise<T>,
    milliseconds?: number,
  ): Promise<T | undefined> {
    const answer = await this.ask(name, call, milliseconds);
    if (answer.ok) return answer.value;
    this.noteMissing(what, answer.problem.text);
    return undefined;
  }

  async #turn(): Promise<void> {
    const { waiting } = this.#use;
    if (this.#use.running >= this.#limits.concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    this.#use.running++;
  }
}

function failed(
  kind: CallProblem['kind'],
  text: string,
  details = '',
  mayBeDone = false,
): { ok: false; problem: CallProblem } {
  return { ok: false, problem: { kind, text, details, mayBeDone } };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}
