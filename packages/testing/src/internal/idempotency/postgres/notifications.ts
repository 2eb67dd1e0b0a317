import { type PostgresQuery, textOf } from './postgres-client';
import { readStatement } from './read-statement';

/** A notification that was sent: what a table shows of a row, this shows of what no table keeps. */
export interface SentNotification {
  readonly channel: string;
  readonly values: readonly unknown[];
}

/** What was sent by `NOTIFY` and `pg_notify`, once the transactions that sent it have been committed. */
export class Notifications {
  private sent: SentNotification[] = [];
  private pending = new WeakMap<object, SentNotification[]>();

  get all(): readonly SentNotification[] {
    return [...this.sent];
  }

  clear(): void {
    this.sent = [];
    this.pending = new WeakMap();
  }

  /** A statement has been carried out on a connection. `command` is what the server says that it was. */
  note(connection: object, query: PostgresQuery, values: readonly unknown[] | undefined, command: string): void {
    const { transaction, channel } = readStatement(textOf(query));
    const pending = this.pending.get(connection);
    if (transaction === 'begin') this.pending.set(connection, []);
    else if (transaction !== undefined) {
      // A COMMIT of what has failed rolls back, and says so.
      if (command === 'COMMIT') this.sent.push(...(pending ?? []));
      this.pending.delete(connection);
    } else if (channel !== undefined) {
      const given = values ?? (typeof query === 'string' ? undefined : query.values) ?? [];
      const place = /^\$(\d+)$/.exec(channel)?.[1];
      const name = place === undefined ? channel : String(given[Number(place) - 1]);
      (pending ?? this.sent).push({ channel: name, values: [...given] });
    }
  }
}
