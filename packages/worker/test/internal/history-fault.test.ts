// What is given as a history and is none, and what can be replayed: the server's own, and each form of its JSON.
import { HandrailError } from '@handrail/errors';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../src/internal/replay/read-history';
import { requireEntry, requireHistories } from '../../src/internal/replay/replay-entries';

// The SDK's own dependency, of which this package needs nothing.
const { temporal } = createRequire(createRequire(import.meta.url).resolve('@temporalio/common'))(
  '@temporalio/proto',
) as {
  temporal: {
    api: {
      history: { v1: { History: Codec; HistoryEvent: { fromObject(event: object): object } } };
      enums: { v1: { EventType: Readonly<Record<string, number>> } };
    };
  };
};
interface Codec {
  encode(history: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): OfServer;
  toObject(history: object, options: object): unknown;
}
interface OfServer {
  events: { readonly eventType: number }[];
}
const { History, HistoryEvent } = temporal.api.history.v1;
const { EventType } = temporal.api.enums.v1;

const payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"secret-1"') };
const ofServer = History.decode(
  History.encode({
    events: [
      {
        eventId: 1,
        eventType: EventType['EVENT_TYPE_WORKFLOW_EXECUTION_STARTED'],
        workflowExecutionStartedEventAttributes: {
          workflowType: { name: 'order' },
          input: { payloads: [payload] },
          taskQueue: { name: 'orders', kind: 1 },
        },
      },
      {
        eventId: 2,
        eventType: EventType['EVENT_TYPE_WORKFLOW_TASK_SCHEDULED'],
        workflowTaskScheduledEventAttributes: { attempt: 1 },
      },
      {
        eventId: 3,
        eventType: EventType['EVENT_TYPE_TIMER_STARTED'],
        timerStartedEventAttributes: { timerId: '1', startToFireTimeout: { seconds: 5 } },
      },
    ],
  }).finish(),
);

interface Json {
  events: Record<string, unknown>[];
}
const text = historyToJSON(ofServer);
const json = (): Json => JSON.parse(text) as Json;
const events = () => json().events;
const without = (...fields: string[]) =>
  events().map((event) => Object.fromEntries(Object.entries(event).filter(([field]) => !fields.includes(field))));
const renamed = (rename: (key: string) => string): unknown =>
  JSON.parse(text.replace(/"([a-zA-Z]+)":/g, (_, key: string) => `"${rename(key)}":`));

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(HandrailError.isInstance(error)).toBe(true);
    expect((error as Error).message).not.toContain('secret-1');
    return (error as Error).message;
  }
  throw new Error('It was taken for a history.');
}
const headAndFix = (message: string) => [
  /^\[HR8003\] (.*)$/m.exec(message)?.[1],
  /^ {2}Fix: {5}(.*)$/m.exec(message)?.[1],
];

const NONE = 'This is no workflow history: ';
const DAMAGED = 'This workflow history cannot be replayed: ';

describe('what is no history', () => {
  const handle = { workflowId: 'order-1', fetchHistory: async () => ofServer };
  it.each<[string, unknown, string, string | RegExp]>([
    ['nothing', undefined, 'it is undefined.', /fetchHistory\(\)/],
    ['null', null, 'it is null.', /fetchHistory\(\)/],
    ['a number', 5, 'it is 5.', /fetchHistory\(\)/],
    ['an empty text', ' ', 'it is an empty text.', /fetchHistory\(\)/],
    ['a text of JSON', text, 'it is a text of JSON.', 'parse it: JSON.parse(text).'],
    [
      'lines of JSON',
      events()
        .map((event) => JSON.stringify(event))
        .join('\n'),
      'it is a text with a line of JSON for each event.',
      /--output json, and parse it\.$/,
    ],
    ['JSON cut off', text.slice(0, 300), 'it is a text that begins like JSON and is none.', /--output json\.$/],
    [
      'a path',
      './histories/order.json',
      "it is the path of a file, './histories/order.json'.",
      "read the file: JSON.parse(readFileSync(path, 'utf8')).",
    ],
    [
      'a path of gzip',
      'order.json.gz',
      "it is the path of a file, 'order.json.gz'.",
      /gunzipSync\(readFileSync\(path\)\)/,
    ],
    ['a workflow id', 'order-1', "it is a text, 'order-1'.", /getHandle\('order-1'\)\.fetchHistory\(\)/],
    [
      "the CLI's table",
      'Progress:\n  ID  Time  Type\n   1  …  WorkflowExecutionStarted\n',
      'it is the table that temporal workflow show prints.',
      /--output json\.$/,
    ],
    ['other text', 'hello\nworld', 'it is a text and no JSON.', /fetchHistory\(\)/],
    ['a Buffer of JSON', Buffer.from(text), 'it is a Buffer of JSON.', "parse it: JSON.parse(bytes.toString('utf8'))."],
    ['one with a byte order mark', Buffer.from(`\uFEFF${text}`), 'it is a Buffer of JSON.', /JSON\.parse/],
    ['an ArrayBuffer', new TextEncoder().encode(text).buffer, 'it is a Buffer of JSON.', /JSON\.parse/],
    ['gzip', gzipSync(text), 'it is a Buffer of gzip.', /JSON\.parse\(gunzipSync\(bytes\)\.toString\('utf8'\)\)/],
    ['protobuf', History.encode(ofServer).finish(), 'it is a Buffer, and not of JSON.', /History\.decode\(bytes\)/],
    ['an empty Buffer', new Uint8Array(), 'it is a Buffer without a byte in it.', /fetchHistory\(\)/],
    ['a promise', Promise.resolve(ofServer), 'it is a promise.', 'wait for it: await handle.fetchHistory().'],
    ['a function', handle.fetchHistory, 'it is a function.', /await handle\.fetchHistory\(\)/],
    ['a handle', handle, 'it is the handle of a workflow.', 'fetch it: await handle.fetchHistory().'],
    ['the array of events', events(), 'it is the array of its events.', 'wrap it: { events: history }.'],
    ['histories', [json(), json()], 'it is an array of 2 histories.', /runReplayHistories takes many/],
    [
      'entries',
      [{ workflowId: 'a', history: json() }],
      'it is an array of entries for runReplayHistories.',
      /runReplayHistories/,
    ],
    ['an empty array', [], 'it is an array without anything in it.', /fetchHistory\(\)/],
    ['other arrays', [1], 'it is an array.', /fetchHistory\(\)/],
    [
      'an entry',
      { workflowId: 'a', history: json() },
      'the history is its field history, beside workflowId.',
      'pass its field: runReplayHistory(options, given.history, given.workflowId).',
    ],
    [
      'an answer of the server',
      { history: json(), nextPageToken: null },
      'the history is its field history.',
      'pass its field: given.history.',
    ],
    [
      'the JSON of describe',
      { executionConfig: {}, workflowExecutionInfo: {} },
      'it is what temporal workflow describe prints.',
      /temporal workflow show/,
    ],
    ['options', { workflowsPath: '/w.ts' }, 'it is the options of a replay.', /runReplayHistory\(options, history\)/],
    ['an iterator', (async function* () {})(), 'it is an iterator.', /runReplayHistories/],
    ['Go’s spelling', { Events: events() }, 'its events are named Events.', /pass \{ events: given\.Events \}/],
    ['another object', {}, 'it has no events.', /fetchHistory\(\)/],
    ['events that are no array', { events: {} }, 'its events are no array.', /fetchHistory\(\)/],
    ['no events', { events: [] }, 'its events are empty.', /fetchHistory\(\)/],
    [
      'a later page',
      { events: events().slice(1) },
      'its first event is not the start of an execution, but event 2 (WorkflowTaskScheduled).',
      'take all of it: fetchHistory() reads every page, from event 1 to 3.',
    ],
    [
      'another first event',
      { events: [{ eventId: '1', eventType: 'EVENT_TYPE_TIMER_STARTED' }] },
      'its first event is not the start of an execution, but event 1 (TimerStarted).',
      /fetchHistory\(\)/,
    ],
  ])('%s', (_, given, problem, fix) => {
    const [head, remedy] = headAndFix(messageOf(() => readHistory(given, {})));
    expect(head).toBe(NONE + problem);
    expect(remedy).toMatch(typeof fix === 'string' ? new RegExp(`^${escaped(fix)}$`) : fix);
  });
});

describe('a history that lacks something', () => {
  const [first = {}, second = {}, third = {}] = events();
  const plainJson = JSON.parse(JSON.stringify(History.toObject(ofServer, {}))) as Json;
  it.each<[string, unknown, string, RegExp]>([
    ['an event', { events: [first, third] }, 'event 2 of it is missing.', /take it whole/],
    ['several', { events: [first, { ...third, eventId: '9' }] }, 'events 2 to 8 of it are missing.', /take it whole/],
    ['an order', { events: [first, third, second] }, 'event 2 of it is missing.', /take it whole/],
    ['each event once', { events: [first, first] }, 'event 1 of it follows event 1.', /in the order of their eventId/],
    ['the order of time', { events: events().reverse() }, 'its events stand in reverse order.', /toReversed/],
    [
      'numbers',
      { events: [first, { ...second, eventId: 'two' }] },
      'event 2 of it has no eventId that is a number.',
      /--output json/,
    ],
    [
      'ids',
      { events: without('eventId') },
      'its events have no eventId (the first has eventType, workflowExecutionStartedEventAttributes).',
      /--output json/,
    ],
    [
      'camelCase',
      renamed((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
      'its events have event_id where eventId is read.',
      /historyToJSON/,
    ],
    ['an event that is one', { events: [first, 'two'] }, "its event 2 is 'two'.", /--output json/],
    [
      'a type',
      { events: [{ ...first, workflowExecutionStartedEventAttributes: {} }, second] },
      'its first event does not say of which workflow type it is (workflowType.name).',
      /--output json/,
    ],
    [
      'the attributes of its start',
      { events: [{ eventId: '1', eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED' }] },
      'its first event, the start, has no workflowExecutionStartedEventAttributes.',
      /--output json/,
    ],
    [
      'attributes',
      { events: [first, { eventId: '2', eventType: 'EVENT_TYPE_TIMER_STARTED' }] },
      'event 2 of it has no attributes.',
      /--output json/,
    ],
    [
      'an event type',
      { events: [first, { ...second, eventType: undefined }] },
      'event 2 of it has no eventType.',
      /--output json/,
    ],
    [
      'a known one',
      { events: [first, second, { ...third, eventType: 'EVENT_TYPE_FOO' }] },
      "event 3 of it has eventType 'EVENT_TYPE_FOO' beside timerStartedEventAttributes.",
      /eventType: 'EVENT_TYPE_TIMER_STARTED'/,
    ],
    [
      'names of constants',
      { events: [{ ...first, eventType: 1 }, second] },
      'its constants are numbers, eventType: 1, where JSON has their names.',
      /historyToJSON/,
    ],
    [
      'bytes',
      plainJson,
      'JSON.stringify has made objects of its bytes (events[0].workflowExecutionStartedEventAttributes.input.payloads[0].metadata.encoding).',
      /historyToJSON/,
    ],
    [
      'base64',
      JSON.parse(text.replace(/"data": "[^"]*"/, '"data": "%%%"')),
      'event 1 of it has a payload that is not base64 (workflowExecutionStartedEventAttributes.input.payloads[0].data).',
      /without decoding/,
    ],
    [
      'payloads, being decoded',
      {
        events: [
          {
            ...first,
            workflowExecutionStartedEventAttributes: { workflowType: { name: 'order' }, input: ['secret-1'] },
          },
          second,
        ],
      },
      'event 1 of it has a value where a payload belongs (workflowExecutionStartedEventAttributes.input[0]): it was saved decoded.',
      /without decoding/,
    ],
  ])('%s', (_, given, problem, fix) => {
    const [head, remedy] = headAndFix(messageOf(() => readHistory(given, {})));
    expect(head).toBe(DAMAGED + problem);
    expect(remedy).toMatch(fix);
  });

  it('is called by the workflow whose it is, where several are replayed', () => {
    expect(headAndFix(messageOf(() => readHistory({ events: [first, third] }, {}, 'order-1')))[0]).toBe(
      'The history of workflow "order-1" cannot be replayed: event 2 of it is missing.',
    );
    expect(headAndFix(messageOf(() => readHistory('./x.json', {}, 'order-1')))[0]).toBe(
      'What is given as the history of workflow "order-1" is no workflow history: it is the path of a file, \'./x.json\'.',
    );
  });
});

describe('what can be replayed passes', () => {
  const typesOf = (history: unknown) => (history as typeof ofServer).events.map(({ eventType }) => eventType);
  it.each<[string, unknown]>([
    ['JSON', json()],
    [
      'JSON with numbers as ids',
      { events: events().map((event) => ({ ...event, eventId: Number(event['eventId']) })) },
    ],
    [
      'JSON in the older spelling',
      JSON.parse(
        text.replace(/EVENT_TYPE_([A-Z_]+)/g, (_, name: string) =>
          name.toLowerCase().replace(/(?:^|_)(\w)/g, (__, letter: string) => letter.toUpperCase()),
        ),
      ),
    ],
    ['what JSON.stringify makes of a fetched one', JSON.parse(JSON.stringify(ofServer))],
    ['an open history', { events: events().slice(0, 2) }],
  ])('%s', (_, given) => {
    expect(typesOf(readHistory(given, {}))).toEqual(typesOf(ofServer).slice(0, (given as Json).events.length));
  });

  it('the server’s own, as it is', () => {
    expect(readHistory(ofServer, {})).toBe(ofServer);
    const cloned: unknown = structuredClone(
      JSON.parse(JSON.stringify(History.toObject(ofServer, { longs: Number, bytes: String, enums: Number }))),
    );
    expect(() => readHistory(cloned, {})).not.toThrow();
  });

  it.each(Object.keys(EventType).filter((name) => name.startsWith('EVENT_TYPE_') && !name.endsWith('UNSPECIFIED')))(
    'the JSON of %s',
    (name) => {
      const words = name.replace('EVENT_TYPE_', '').toLowerCase();
      const field = `${words.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}EventAttributes`;
      const event = HistoryEvent.fromObject({ eventId: 2, eventType: name, [field]: {} });
      // That the server's field has this name is what the check relies on.
      expect(event).toHaveProperty(field);
      const [start = {}] = events();
      const given = { events: [start, ...(JSON.parse(historyToJSON({ events: [event] })) as Json).events] };
      expect(() => readHistory(given, {})).not.toThrow();
    },
  );
});

describe('what is given to runReplayHistories', () => {
  const history = json();
  it.each<[string, unknown, string, string | RegExp]>([
    ['nothing', undefined, 'it is undefined', /pass a list/],
    ['a text', 'abc', 'it is a text', /pass a list/],
    ['a promise', Promise.resolve([]), 'it is a promise', /await/],
    ['one history', history, 'it is one history', /pass a list/],
    ['one entry', { workflowId: 'a', history }, 'it is one entry, and not a list of them', /pass a list/],
    [
      'options',
      { workflowsPath: '/w.ts' },
      'it is the options of a replay',
      /runReplayHistories\(options, histories\)/,
    ],
    ['an object', {}, 'it is an object that cannot be iterated', /pass a list/],
  ])('%s is refused', (_, given, problem, fix) => {
    const [head, remedy] = headAndFix(messageOf(() => requireHistories(given, {})));
    expect(head).toBe(`These are no workflow histories: ${problem}.`);
    expect(remedy).toMatch(fix);
  });

  it.each<[string, unknown, string, RegExp]>([
    ['a history', history, 'is a history itself', /pass \{ workflowId/],
    ['nothing', undefined, 'is undefined', /pass \{ workflowId/],
    ['a promise', Promise.resolve(history), 'is a promise', /Promise\.all/],
    ['a handle', { workflowId: 'a', fetchHistory() {} }, 'is the handle of a workflow', /await handle\.fetchHistory/],
    [
      'an execution',
      { workflowId: 'a', runId: 'b', status: { name: 'RUNNING' } },
      'is an execution of a listing, without its history',
      /intoHistories\(\)/,
    ],
    ['no history', { workflowId: 'a' }, 'has no history', /pass \{ workflowId/],
    ['no id', { history }, 'has no workflowId that is a text', /pass \{ workflowId/],
  ])('an entry that is %s is refused', (_, entry, problem, fix) => {
    const [head, remedy] = headAndFix(messageOf(() => requireEntry(entry, 3, {})));
    expect(head).toBe(`These are no workflow histories: entry 3 ${problem}.`);
    expect(remedy).toMatch(fix);
  });

  it('is taken as a list and as whatever can be iterated', () => {
    for (const given of [[], new Set(), (function* () {})(), (async function* () {})()]) requireHistories(given, {});
    requireEntry({ workflowId: 'a', history }, 0, {});
  });
});

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
