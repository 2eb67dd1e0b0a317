import type { PlainEvent } from './plain-event';

/** Events by their type, each in the order of the history: what is sought in a long one are mostly a few of its thousands. */
export class EventsByType {
  readonly #byType = new Map<string, PlainEvent[]>();

  constructor(events: readonly PlainEvent[]) {
    for (const event of events) {
      const ofType = this.#byType.get(event.type);
      if (ofType === undefined) this.#byType.set(event.type, [event]);
      else ofType.push(event);
    }
  }

  type(type: string): readonly PlainEvent[] {
    return this.#byType.get(type) ?? [];
  }

  /** The events of a type which begin something that none of the others has ended. */
  open(type: string, ends: readonly string[]): readonly PlainEvent[] {
    const begun = this.type(type);
    if (begun.length === 0) return begun;
    const ended = new Set(ends.flatMap((end) => this.type(end).map(({ belongsTo }) => belongsTo)));
    return begun.filter(({ eventId }) => !ended.has(eventId));
  }
}
