// Reading what is of use has to give what the SDK gives that reads everything. Its own definitions say what there is.
import { describe, expect, it } from 'vitest';
import { historyPage } from '../../src/gather/history-shape';
import { type PlainEvent, readEvent } from '../../src/gather/plain-event';
import { decode } from '../../src/gather/wire-format';
import type { HistoryPage, WireEvent } from '../../src/gather/wire-types';
import { type Field, filled, lookUpType, type MessageType, numbers, picks } from '../support/filled-message';

const EVENT = lookUpType<WireEvent>('temporal.api.history.v1.HistoryEvent');
const PAGES = ['GetWorkflowExecutionHistoryResponse', 'GetWorkflowExecutionHistoryReverseResponse'].map((name) =>
  lookUpType<HistoryPage>(`temporal.api.workflowservice.v1.${name}`),
);
const ATTRIBUTES = EVENT.fieldsArray.filter(({ name }) => name.endsWith('EventAttributes'));

function eventOf(attributes: Field, isSet: () => boolean, next: () => number): Record<string, unknown> {
  const others = EVENT.fieldsArray.filter(({ name }) => !name.endsWith('EventAttributes'));
  return {
    ...filled(others, isSet, next),
    eventType: `EVENT_TYPE_${attributes.name.replace('EventAttributes', '').replaceAll(/[A-Z]/g, '_$&').toUpperCase()}`,
    [attributes.name]: filled(attributes.resolve().resolvedType?.fieldsArray ?? [], isSet, next),
  };
}

/** What the SDK makes of a page, and what we do. */
function bothOf(page: MessageType<HistoryPage>, events: readonly object[]): readonly (readonly PlainEvent[])[] {
  const bytes = page.encode(page.fromObject({ history: { events }, nextPageToken: Buffer.from('next') })).finish();
  const read = ({ history }: { readonly history?: { readonly events?: readonly WireEvent[] | null } | null }) =>
    (history?.events ?? []).map(readEvent);
  return [read(page.decode(bytes)), read(decode<HistoryPage>(historyPage, bytes))];
}

describe.each(ATTRIBUTES.map((field) => [field.name, field] as const))('%s', (_name, attributes) => {
  it('reads as the SDK reads it, with every field set', () => {
    const [expected, actual] = bothOf(PAGES[1]!, [eventOf(attributes, () => true, numbers())]);
    expect(expected?.[0]).toHaveProperty('eventId');
    expect(actual).toEqual(expected);
  });

  it('reads as the SDK reads it, with no field set', () => {
    const [expected, actual] = bothOf(PAGES[0]!, [eventOf(attributes, () => false, numbers())]);
    expect(actual).toEqual(expected);
  });

  it.each([1, 2, 3, 4, 5, 6])('reads as the SDK reads it, with some fields set (seed %i)', (seed) => {
    const isSet = picks(seed, 60);
    const [expected, actual] = bothOf(PAGES[seed % 2]!, [eventOf(attributes, isSet, numbers())]);
    expect(actual).toEqual(expected);
  });
});

it('reads all events of a page, and where the next one begins', () => {
  const next = numbers();
  const events = ATTRIBUTES.map((attributes) => eventOf(attributes, () => true, next));
  for (const page of PAGES) {
    const [expected, actual] = bothOf(page, events);
    expect(actual).toHaveLength(events.length);
    expect(actual).toEqual(expected);
  }
  const page = PAGES[0]!;
  const bytes = page.encode(page.fromObject({ nextPageToken: Buffer.from('there') })).finish();
  expect(Buffer.from(decode<HistoryPage>(historyPage, bytes).nextPageToken).toString()).toBe('there');
  expect(decode<HistoryPage>(historyPage, new Uint8Array()).nextPageToken).toHaveLength(0);
});

it('knows an answer that is cut short', () => {
  const page = PAGES[0]!;
  const bytes = page.encode(page.fromObject({ history: { events: [{ eventId: 7 }] } })).finish();
  expect(() => decode(historyPage, bytes.subarray(0, -1))).toThrow('cut short');
});
