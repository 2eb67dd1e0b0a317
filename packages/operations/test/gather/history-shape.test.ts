// Reading what is of use has to give what the SDK gives that reads everything. Its own definitions say what there is.
import { WorkflowService } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { historyPage } from '../../src/gather/history-shape';
import { type PlainEvent, readEvent } from '../../src/gather/plain-event';
import { decode } from '../../src/gather/wire-format';
import type { HistoryPage, WireEvent } from '../../src/gather/wire-types';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly repeated: boolean;
  readonly map: boolean;
  /** What only one of can be set. */
  readonly partOf: { readonly oneof: readonly string[] } | null;
  readonly resolvedType: { readonly fieldsArray?: readonly Field[] } | null;
  resolve(): Field;
}

interface MessageType {
  readonly fieldsArray: readonly Field[];
  fromObject(from: object): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): HistoryPage;
}

const { root } = WorkflowService as unknown as { root: { lookupType(name: string): MessageType } };
const EVENT = root.lookupType('temporal.api.history.v1.HistoryEvent');
const PAGES = ['GetWorkflowExecutionHistoryResponse', 'GetWorkflowExecutionHistoryReverseResponse'].map((name) =>
  root.lookupType(`temporal.api.workflowservice.v1.${name}`),
);
const ATTRIBUTES = EVENT.fieldsArray.filter(({ name }) => name.endsWith('EventAttributes'));
const DEEPEST = 7;

/** A message with a value of its own in each field that `isSet` picks. */
function filled(
  fields: readonly Field[],
  isSet: () => boolean,
  next: () => number,
  depth = 0,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  // Another one first each time: of some fields only one is set.
  const first = next() % Math.max(fields.length, 1);
  for (const field of [...fields.slice(first), ...fields.slice(0, first)]) {
    if (!isSet() || depth > DEEPEST) continue;
    if (field.partOf?.oneof.some((other) => other in values)) continue;
    const value = valueOf(field.resolve(), isSet, next, depth);
    values[field.name] = field.repeated ? [value, value] : field.map ? { data: value, encoding: value } : value;
  }
  return values;
}

function valueOf(
  { name, type, resolvedType }: Field,
  isSet: () => boolean,
  next: () => number,
  depth: number,
): unknown {
  const fields = resolvedType?.fieldsArray;
  if (type.endsWith('Payload')) {
    const encoding = next() % 3 === 0 ? 'binary/encrypted' : 'json/plain';
    return { metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(`{"message":"größer ${next()}"}`) };
  }
  if (fields !== undefined) return filled(fields, isSet, next, depth + 1);
  if (resolvedType !== null) return 1 + (next() % 4);
  if (type === 'string') return `${name} ${next()} ✓`;
  if (type === 'bytes') return Buffer.from([next() % 256, 255, 0]);
  if (type === 'bool') return true;
  if (type === 'int64') return next() % 5 === 0 ? -62_135_596_800 : 2 ** 40 + next();
  return next() % 4 === 0 ? -next() : next();
}

function numbers(): () => number {
  let last = 0;
  return () => ++last;
}

/** Picks as a linear congruential generator does. */
function picks(seed: number, share: number): () => boolean {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % 100 < share;
  };
}

function eventOf(attributes: Field, isSet: () => boolean, next: () => number): Record<string, unknown> {
  const others = EVENT.fieldsArray.filter(({ name }) => !name.endsWith('EventAttributes'));
  return {
    ...filled(others, isSet, next),
    eventType: `EVENT_TYPE_${attributes.name.replace('EventAttributes', '').replaceAll(/[A-Z]/g, '_$&').toUpperCase()}`,
    [attributes.name]: filled(attributes.resolve().resolvedType?.fieldsArray ?? [], isSet, next),
  };
}

/** What the SDK makes of a page, and what we do. */
function bothOf(page: MessageType, events: readonly object[]): readonly (readonly PlainEvent[])[] {
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
