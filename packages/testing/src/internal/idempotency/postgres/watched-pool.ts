import type { EffectGate } from '../../../world';
import { type Attempt, isUnderWay } from '../attempt';
import { innerGate } from '../inner-gate';
import { asWorld, scopes } from '../scope';
import { type HeldSession, isHeldUp } from './held-session';
import { Notifications } from './notifications';
import { connectionLost, type PostgresQuery, textOf, withText } from './postgres-client';
import { outlivesStatement } from './read-statement';
import { atCheckTime, statementEffect } from './statement-effect';
import type { RunSql } from './tables';

/** The part of `pg`'s PoolClient that is used. */
interface Client {
  query(...args: unknown[]): Promise<unknown>;
  release(error?: Error | boolean): void;
  on(event: 'error', listener: () => void): unknown;
  once(event: 'end', listener: () => void): unknown;
  readonly processID?: number;
}

/** The part of `pg`'s Pool that is used. */
interface Pool {
  query(...args: unknown[]): Promise<unknown>;
  connect(...args: unknown[]): Promise<Client>;
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
  readonly Client: new (options: unknown) => {
    connect(): Promise<void>;
    end(): Promise<void>;
    query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
    on(event: 'error', listener: () => void): unknown;
  };
  readonly options: unknown;
}

/** A connection that an attempt has taken. */
interface Session {
  readonly owner: Attempt | undefined;
  isBroken: boolean;
  isBusy: boolean;
}

/** So long the server may take to end a session. */
const PATIENCE_MILLISECONDS = 10_000;

type Callback = (error: unknown, value?: unknown, release?: unknown) => void;

/** A `pg` pool whose statements pass the gate, and whose connections die with the attempts that hold them. */
export class WatchedPool {
  readonly notifications = new Notifications();
  private readonly pool: Pool;
  private admin: InstanceType<Pool['Client']> | undefined;
  private readonly known = new WeakSet<Client>();
  private lastSql: Promise<unknown> = Promise.resolve();
  private readonly open = new Map<Client, Session>();
  private readonly connecting = new Map<Attempt, number>();
  /** In which idle sessions statements have left something beyond themselves, and whose they were. */
  private readonly left = new Map<Client, number>();

  constructor(pool: object) {
    this.pool = pool as Pool;
  }

  /** SQL of the world itself, on a connection of its own. */
  readonly sql: RunSql = (text, values) => {
    const result = this.lastSql.then(() => this.runSql(text, values));
    this.lastSql = result.catch(ignore);
    return result;
  };

  private async runSql(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]> {
    if (this.admin === undefined) {
      const admin = new this.pool.Client(this.pool.options);
      admin.on('error', () => undefined);
      await admin.connect();
      this.admin = admin;
    }
    return (await this.admin.query(text, values === undefined ? undefined : [...values])).rows;
  }

  attach(gate: EffectGate): () => Promise<void> {
    const { pool } = this;
    const connect = pool.connect.bind(pool);
    const own = (name: 'query' | 'connect') => Object.getOwnPropertyDescriptor(pool, name);
    const originals = { query: own('query'), connect: own('connect') };
    const open = async (): Promise<Client> => this.opened(gate, connect);
    const define = (name: string, value: unknown) =>
      Object.defineProperty(pool, name, { value, configurable: true, writable: true });
    // Connections are ended on purpose here.
    pool.on('error', ignore);
    define('connect', (callback?: Callback) => {
      const scope = scopes.getStore();
      const promise = scope === undefined || scope.isInside ? connect() : open();
      if (callback === undefined) return promise;
      promise.then((client) => callback(undefined, client, client.release.bind(client)), callback);
      return undefined;
    });
    define('query', (...args: unknown[]) => answer(this.single(gate, connect, args), args));
    return async () => {
      for (const [name, property] of Object.entries(originals)) {
        if (property === undefined) Reflect.deleteProperty(pool, name);
        else Object.defineProperty(pool, name, property);
      }
      for (const client of [...this.open.keys()]) await this.destroy(client);
      pool.off('error', ignore);
      await this.admin?.end();
      this.admin = undefined;
    };
  }

  async isWaiting(attempt: number): Promise<boolean> {
    if (this.isWaitingForConnection(attempt)) return true;
    for (const session of this.sessions()) {
      if (session.owner?.id === attempt && session.isBusy && (await isHeldUp(session, this.sessions(), this.sql)))
        return true;
    }
    return false;
  }

  /** All connections of the pool are taken, by whoever will not give one back without being let on. */
  private isWaitingForConnection(attempt: number): boolean {
    const [owner, count = 0] = [...this.connecting].find(([{ id }]) => id === attempt) ?? [];
    if (owner === undefined || count === 0 || this.open.size < this.size) return false;
    return this.sessions().every(
      (session) =>
        !session.isBusy &&
        (session.owner === owner
          ? owner.outstanding <= count
          : session.owner !== undefined && !isUnderWay(session.owner)),
    );
  }

  private sessions(): HeldSession[] {
    return [...this.open].map(([{ processID }, { owner, isBusy }]) => ({ processID, owner, isBusy }));
  }

  async abandon(attempt: number): Promise<void> {
    for (const [client, state] of [...this.open]) {
      if (state.owner?.id !== attempt) continue;
      if (state.isBusy || state.isBroken) await this.destroy(client);
      else await this.clear(client);
    }
    for (const [client, owner] of [...this.left]) if (owner === attempt) await this.clearLeft(client);
  }

  /** A lock or a transaction that statements without a client have left in a session of the pool. */
  private async clearLeft(client: Client): Promise<void> {
    const holder = this.open.get(client)?.owner;
    if (holder !== undefined) {
      // It goes when the one is gone that has the session now.
      this.left.set(client, holder.id);
      return;
    }
    this.left.delete(client);
    // The pool may have closed it meanwhile.
    await asWorld(() => client.query(END_OF_SESSION)).catch(ignore);
  }

  private get size(): number {
    return (this.pool.options as { max?: number }).max ?? 10;
  }

  /**
   * A statement without a client of its own, as the pool runs it: the connection is back in the pool before its answer reaches the
   * attempt, so one that is frozen there has none.
   */
  private single(gate: EffectGate, connect: () => Promise<Client>, args: unknown[]): Promise<unknown> {
    const given = args.filter((arg) => typeof arg !== 'function');
    const owner = scopes.getStore()?.attempt;
    let used: Client | undefined;
    const perform = async () => {
      const client = await this.connectFor(gate, connect, owner);
      used = client;
      try {
        return await client.query(...given);
      } finally {
        if (owner !== undefined && outlivesStatement(textOf(given[0]))) this.left.set(client, owner.id);
        if (this.open.has(client)) client.release();
      }
    };
    if (isSubmittable(given[0])) return perform();
    // With its connection goes what it has left there.
    const breakConnection = async () => {
      if (used !== undefined && this.left.has(used)) await this.clearLeft(used);
    };
    return gate(statementEffect(given[0], breakConnection), perform);
  }

  private async opened(gate: EffectGate, connect: () => Promise<Client>): Promise<Client> {
    const owner = scopes.getStore()?.attempt;
    const inner = innerGate(gate);
    const wait = () => this.connectFor(gate, connect, owner);
    return inner === undefined ? wait() : inner.aside(wait);
  }

  private async connectFor(
    gate: EffectGate,
    connect: () => Promise<Client>,
    owner: Attempt | undefined,
  ): Promise<Client> {
    if (owner !== undefined) this.connecting.set(owner, (this.connecting.get(owner) ?? 0) + 1);
    try {
      const client = await connect();
      if (owner?.isDead === true) {
        // Whoever asked for it has died meanwhile, and will never give it back.
        client.release();
        throw connectionLost();
      }
      this.watch(client, gate, owner);
      return client;
    } finally {
      if (owner !== undefined) this.connecting.set(owner, (this.connecting.get(owner) ?? 1) - 1);
    }
  }

  private watch(client: Client, gate: EffectGate, owner: Attempt | undefined): void {
    const state: Session = { owner, isBroken: false, isBusy: false };
    const [query, release] = ['query', 'release'].map((name) => Reflect.get(client, name) as Client['query']) as [
      Client['query'],
      Client['query'],
    ];
    this.open.set(client, state);
    if (!this.known.has(client)) client.on('error', ignore);
    this.known.add(client);
    const define = (name: string, value: unknown) =>
      Object.defineProperty(client, name, { value, configurable: true, writable: true });
    define('query', (...args: unknown[]) => {
      if (isSubmittable(args[0])) return Reflect.apply(query, client, args);
      const given = args.filter((arg) => typeof arg !== 'function');
      const perform = async () => {
        if (state.isBroken) throw connectionLost();
        state.isBusy = true;
        try {
          const result = await Reflect.apply(query, client, [
            withText(given[0], atCheckTime(given[0])),
            ...given.slice(1),
          ]);
          const { command = '' } = (result ?? {}) as { command?: string };
          const values = Array.isArray(given[1]) ? (given[1] as unknown[]) : undefined;
          this.notifications.note(client, given[0] as PostgresQuery, values, command);
          return result;
        } finally {
          state.isBusy = false;
        }
      };
      const promise = state.isBroken
        ? Promise.reject(connectionLost())
        : gate(
            statementEffect(given[0], () => this.destroy(client)),
            perform,
          );
      return answer(promise, args);
    });
    define('release', (error?: Error | boolean) => {
      if (!this.open.delete(client)) return undefined;
      Reflect.deleteProperty(client, 'query');
      Reflect.deleteProperty(client, 'release');
      if (
        Object.getOwnPropertyDescriptor(client, 'release') === undefined &&
        Reflect.get(client, 'release') !== release
      )
        define('release', release);
      // The pool's own timer for idle connections is not the activity's.
      return asWorld(() => Reflect.apply(release, client, [state.isBroken ? true : error]) as unknown);
    });
  }

  /**
   * Takes from a session all that would end with its connection. The attempt is dead and cannot use it again, and another
   * connection costs more than a whole plan.
   */
  private async clear(client: Client): Promise<void> {
    try {
      await asWorld(() => Reflect.apply(this.plainQuery(client), client, [END_OF_SESSION]));
      this.left.delete(client);
      client.release();
    } catch {
      await this.destroy(client);
    }
  }

  private plainQuery(client: Client): Client['query'] {
    return Reflect.get(Object.getPrototypeOf(client) as object, 'query') as Client['query'];
  }

  /** Ends the server's side of a connection and waits until its locks are gone. */
  private async destroy(client: Client): Promise<void> {
    const state = this.open.get(client);
    if (state === undefined || state.isBroken) return;
    state.isBroken = true;
    this.left.delete(client);
    const { processID } = client;
    // The server's farewell is an error, which must not reach the pool when nobody listens any more.
    const hasEnded = new Promise<void>((resolve) => client.once('end', resolve));
    client.release(true);
    await this.sql('SELECT pg_terminate_backend($1)', [processID]);
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    while ((await this.sql('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [processID])).length > 0) {
      if (Date.now() > deadline) throw new Error(`the server has not ended session ${processID} after 10 s`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await Promise.race([hasEnded, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS).unref())]);
  }
}

/** What the server does of itself where a connection ends. */
const END_OF_SESSION =
  'ROLLBACK; CLOSE ALL; SELECT pg_advisory_unlock_all(); DISCARD TEMP; UNLISTEN *; RESET SESSION AUTHORIZATION; RESET ALL';

function answer(promise: Promise<unknown>, args: readonly unknown[]): Promise<unknown> | undefined {
  const callback = args.find((arg): arg is Callback => typeof arg === 'function');
  if (callback === undefined) return promise;
  promise.then((value) => callback(undefined, value), callback);
  return undefined;
}

function isSubmittable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'submit' in value && typeof value.submit === 'function';
}

function ignore(): void {
  return undefined;
}
