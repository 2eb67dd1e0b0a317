const SETTINGS = 'pass what you need of it as an argument of the workflow, or read it in an activity.';
const NOW = 'Date.now()';
const CLOCK = `use ${NOW}, which gives the time of the workflow task.`;
const END = "return, or throw ApplicationFailure.nonRetryable('why').";
const ACTIVITY = 'call an activity that does it.';
const SLEEP = 'use sleep() of the workflow package, or setTimeout, both of which become timers in the history.';
const IDS = 'use uuid4() of the workflow package for ids, and an activity for other cryptography.';
const EVENTS = 'use a signal, a Trigger or condition() of the workflow package.';
const BYTES = 'use Uint8Array with TextEncoder and TextDecoder, or do it in an activity.';
const CLONE = 'copy plain data by JSON.parse(JSON.stringify(value)) or by spreading it.';

/**
 * The globals of Node.js that workflow code does not have, each with what to do instead. Whoever reads one gets a
 * ReferenceError at run time.
 */
export const ABSENT_GLOBALS: Readonly<Record<string, string>> = {
  fetch: ACTIVITY,
  Request: ACTIVITY,
  Response: ACTIVITY,
  Headers: ACTIVITY,
  FormData: ACTIVITY,
  WebSocket: ACTIVITY,
  EventSource: ACTIVITY,
  XMLHttpRequest: ACTIVITY,
  process: `${SETTINGS} The time is ${NOW}; to end the workflow, ${END}`,
  Buffer: BYTES,
  atob: BYTES,
  btoa: BYTES,
  Blob: BYTES,
  File: BYTES,
  ReadableStream: ACTIVITY,
  WritableStream: ACTIVITY,
  TransformStream: ACTIVITY,
  CompressionStream: ACTIVITY,
  DecompressionStream: ACTIVITY,
  crypto: IDS,
  Crypto: IDS,
  SubtleCrypto: IDS,
  performance: CLOCK,
  structuredClone: CLONE,
  queueMicrotask: 'use Promise.resolve().then(…).',
  setImmediate: 'use Promise.resolve().then(…), or sleep() of the workflow package.',
  clearImmediate: 'use Promise.resolve().then(…), or sleep() of the workflow package.',
  setInterval: SLEEP,
  clearInterval: SLEEP,
  AbortSignal: 'use the signal of an AbortController, or a CancellationScope of the workflow package.',
  Event: EVENTS,
  EventTarget: EVENTS,
  CustomEvent: EVENTS,
  MessageChannel: EVENTS,
  MessagePort: EVENTS,
  MessageEvent: EVENTS,
  BroadcastChannel: EVENTS,
  DOMException: 'use Error, or ApplicationFailure of the workflow package.',
  navigator: 'read it in an activity.',
  localStorage: 'keep state in variables of the workflow function: it is durable.',
  sessionStorage: 'keep state in variables of the workflow function: it is durable.',
  window: 'use globalThis, and only what workflow code has.',
  self: 'use globalThis, and only what workflow code has.',
  document: ACTIVITY,
  global: 'use globalThis, and only what workflow code has.',
  __filename: 'pass the path as an argument of the workflow.',
};

const PROCESS: Readonly<Record<string, string>> = {
  exit: END,
  abort: END,
  hrtime: CLOCK,
  uptime: CLOCK,
  nextTick: 'use Promise.resolve().then(…).',
};

/** What to do instead of what workflow code does not have, where there is something: `fetch`, `process.env`. */
export function insteadOfGlobal(chain: string): string | undefined {
  const [name = '', member] = chain.split('.');
  if (name === 'process' && member !== undefined) return Object.hasOwn(PROCESS, member) ? PROCESS[member] : SETTINGS;
  return Object.hasOwn(ABSENT_GLOBALS, name) ? ABSENT_GLOBALS[name] : undefined;
}
