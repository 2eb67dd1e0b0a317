import type { Effect } from '../../../world';
import { scopes } from '../scope';
import { connectionLost, textOf } from './postgres-client';
import { readStatement, withClock } from './read-statement';

/** A statement on its way through the gate. `breakConnection` closes the connection that it runs on. */
export function statementEffect(query: unknown, breakConnection: () => Promise<void>): Effect {
  const { label, write } = readStatement(textOf(query));
  const outcome = async () => {
    await breakConnection();
    throw connectionLost();
  };
  return {
    kind: 'postgres',
    label,
    write,
    faults: [
      { name: 'connection-lost', landed: true, outcome },
      { name: 'connection-lost-before', landed: false, outcome },
    ],
  };
}

/** The statement with the check's own time in the place of the server's. */
export function atCheckTime(query: unknown): string {
  const clock = scopes.getStore()?.attempt.clock;
  const text = textOf(query);
  return clock === undefined ? text : withClock(text, clock.now);
}
