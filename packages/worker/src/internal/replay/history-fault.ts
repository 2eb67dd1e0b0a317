import { showValue } from '@handrail/common/host';
import { eventsFault } from './events-fault';

/** What keeps a value from being replayed as a history; facts of HR8003. */
export interface HistoryFault {
  readonly problem: string;
  readonly remedy?: string;
  readonly kind?: 'damaged' | 'list';
}

/** Says what a value is that was given as a history and is none, or what its events lack; undefined for one that can be replayed. */
export function historyFault(given: unknown): HistoryFault | undefined {
  if (typeof given === 'string') return textFault(given);
  if (typeof given === 'function') {
    return { problem: 'it is a function', remedy: 'call it, and wait for what it gives: await handle.fetchHistory()' };
  }
  if (typeof given !== 'object' || given === null) return { problem: `it is ${showValue(given)}` };
  if (isPromise(given)) return { problem: 'it is a promise', remedy: 'wait for it: await handle.fetchHistory()' };
  if (ArrayBuffer.isView(given)) return bytesFault(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  if (given instanceof ArrayBuffer) return bytesFault(new Uint8Array(given));
  if (Array.isArray(given)) return listFault(given);
  const { events } = given as { readonly events?: unknown };
  if (events === undefined || events === null) return withoutEvents(given as Fields);
  if (!Array.isArray(events)) return { problem: 'its events are no array' };
  return events.length === 0 ? { problem: 'its events are empty' } : eventsFault(events);
}

export function isPromise(value: object): boolean {
  return 'then' in value && typeof value.then === 'function';
}

/** Whether a value has the form of a history, whatever its events are worth. */
export function isHistory(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'events' in value && Array.isArray(value.events);
}

type Fields = Readonly<Record<string, unknown>>;

const SHOW = 'temporal workflow show --workflow-id … --output json';

function textFault(text: string): HistoryFault {
  const start = text.trimStart().slice(0, 1);
  if (start === '{' || start === '[') {
    if (isJson(text)) return { problem: 'it is a text of JSON', remedy: 'parse it: JSON.parse(text)' };
    const isLines = text.trim().split('\n').every(isJson);
    return isLines
      ? { problem: 'it is a text with a line of JSON for each event', remedy: `write it with ${SHOW}, and parse it` }
      : { problem: 'it is a text that begins like JSON and is none', remedy: `write it anew: ${SHOW}` };
  }
  if (/^\s*Progress:|\bEventId\b|\bWorkflowExecutionStarted\b/.test(text)) {
    return { problem: 'it is the table that temporal workflow show prints', remedy: `write it as JSON: ${SHOW}` };
  }
  if (text.trim() === '') return { problem: 'it is an empty text' };
  if (text.length <= LONGEST_PATH && !text.includes('\n')) {
    if (/[\\/]|\.(?:json|gz|bin|pb)$/i.test(text)) {
      const path = showValue(text);
      const read = /\.gz$/i.test(text) ? UNZIP('readFileSync(path)') : "JSON.parse(readFileSync(path, 'utf8'))";
      return { problem: `it is the path of a file, ${path}`, remedy: `read the file: ${read}` };
    }
    const remedy = `fetch it: await client.workflow.getHandle(${showValue(text)}).fetchHistory()`;
    return { problem: `it is a text, ${showValue(text)}`, remedy };
  }
  return { problem: 'it is a text and no JSON' };
}

const LONGEST_PATH = 4_096;
const UNZIP = (bytes: string): string => `JSON.parse(gunzipSync(${bytes}).toString('utf8'))`;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// A byte order mark may stand before the text.
function bytesFault(bytes: Uint8Array): HistoryFault {
  if (bytes.length === 0) return { problem: 'it is a Buffer without a byte in it' };
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b) {
    return { problem: 'it is a Buffer of gzip', remedy: `unpack it with gunzipSync of node:zlib: ${UNZIP('bytes')}` };
  }
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^[[{]/.test(start)) {
    return { problem: 'it is a Buffer of JSON', remedy: "parse it: JSON.parse(bytes.toString('utf8'))" };
  }
  return {
    problem: 'it is a Buffer, and not of JSON',
    remedy: `parse what is in it first; of protobuf, temporal.api.history.v1.History.decode(bytes) of @temporalio/proto makes a history`,
  };
}

function listFault(list: readonly unknown[]): HistoryFault {
  const [first] = list;
  if (first === undefined) return { problem: 'it is an array without anything in it' };
  if (isHistory(first)) {
    const problem = `it is an array of ${list.length === 1 ? 'one history' : `${list.length} histories`}`;
    return { problem, remedy: 'replay each of them; Worker.runReplayHistories takes many, as { workflowId, history }' };
  }
  const fields = Object(first) as Fields;
  if (isHistory(fields['history'])) {
    const remedy = 'give it to Worker.runReplayHistories, and look at the error of each result';
    return { problem: 'it is an array of entries for runReplayHistories', remedy };
  }
  if ('eventId' in fields || 'eventType' in fields) {
    return { problem: 'it is the array of its events', remedy: 'wrap it: { events: history }' };
  }
  return { problem: 'it is an array' };
}

function withoutEvents(given: Fields): HistoryFault {
  if (typeof given['fetchHistory'] === 'function') {
    return { problem: 'it is the handle of a workflow', remedy: 'fetch it: await handle.fetchHistory()' };
  }
  if (isHistory(given['history'])) {
    const withId = typeof given['workflowId'] === 'string';
    const remedy = `pass its field: ${withId ? 'runReplayHistory(options, given.history, given.workflowId)' : 'given.history'}`;
    return { problem: `the history is its field history${withId ? ', beside workflowId' : ''}`, remedy };
  }
  if ('workflowExecutionInfo' in given || 'executionConfig' in given) {
    return { problem: 'it is what temporal workflow describe prints', remedy: `take the events: ${SHOW}` };
  }
  if ('workflowsPath' in given || 'workflowBundle' in given) {
    const remedy = 'write runReplayHistory(options, history): the options stand first';
    return { problem: 'it is the options of a replay', remedy };
  }
  if (Symbol.asyncIterator in given || Symbol.iterator in given) {
    return {
      problem: 'it is an iterator',
      remedy: 'replay what it gives: Worker.runReplayHistories(options, histories)',
    };
  }
  const other = Object.keys(given).find((key) => /^(?:events|history|historyevents)$/i.test(key));
  if (other !== undefined && Array.isArray(given[other])) {
    return {
      problem: `its events are named ${other}`,
      remedy: `pass { events: given.${other} }, or write it anew: ${SHOW}`,
    };
  }
  return { problem: 'it has no events' };
}
