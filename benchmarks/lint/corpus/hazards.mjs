// What workflow code must not do, as expressions. `truth.mjs` runs each in the SDK's sandbox: it fails, or gives another result
// on another host.

const network = (name, code = name) => ({ family: 'network', name, code, rules: ['no-network', 'no-absent-global'] });
const absent = (name, code) => ({ family: 'absent global', name, code, rules: ['no-absent-global', 'no-network'] });
const hazard = (family, rule) => (name, code) => ({ family, name, code, rules: [rule] });
const clock = hazard('real clock', 'no-real-clock');
const locale = hazard('host locale', 'no-host-locale');
const zone = hazard('host time zone', 'no-host-time-zone');
const prototype = hazard('shared prototype', 'no-shared-prototype-change');
const collection = hazard('garbage collection', 'no-garbage-collection');
const escape = hazard('sandbox escape', 'no-sandbox-escape');
const atomics = hazard('atomics', 'no-atomics-wait');
const environment = hazard('environment', 'no-process-env');

export const HAZARDS = [
  network('fetch', `fetch('https://example.com')`),
  network('globalThis.fetch', `globalThis.fetch('https://example.com')`),
  network('fetch under a computed name', `(globalThis as any)['fetch']('https://example.com')`),
  network('a fetch that is bound', `fetch.bind(globalThis)('https://example.com')`),
  network('new Request', `new Request('https://example.com')`),
  network('new Headers', `new Headers({ a: 'b' })`),
  network('Response.json', `Response.json({ a: 1 })`),
  network('XMLHttpRequest', `new XMLHttpRequest().open('GET', 'https://example.com')`),
  network('WebSocket', `new WebSocket('wss://example.com')`),
  network('EventSource', `new EventSource('https://example.com')`),

  absent('crypto.randomUUID', `crypto.randomUUID()`),
  absent('globalThis.crypto', `globalThis.crypto.getRandomValues(new Uint8Array(4))`),
  absent('crypto.subtle', `crypto.subtle.digest('SHA-256', new Uint8Array(4))`),
  absent('Buffer.from', `Buffer.from('x').toString('base64')`),
  absent('performance.now', `performance.now()`),
  absent('structuredClone', `structuredClone({ a: 1 })`),
  absent('setInterval', `setInterval(() => undefined, 1000)`),
  absent('setImmediate', `setImmediate(() => undefined)`),
  absent('queueMicrotask', `queueMicrotask(() => undefined)`),
  absent('process.hrtime', `process.hrtime()`),
  absent('process.nextTick', `process.nextTick(() => undefined)`),
  absent('process.cwd', `process.cwd()`),
  absent('btoa', `btoa('x')`),
  absent('AbortSignal.timeout', `AbortSignal.timeout(1000)`),
  absent('new EventTarget', `new EventTarget()`),
  absent('new Blob', `new Blob(['x'])`),
  absent('new FormData', `new FormData()`),
  absent('new MessageChannel', `new MessageChannel()`),
  absent('new DOMException', `new DOMException('x')`),
  absent('localStorage', `localStorage.getItem('x')`),
  absent('console.table', `console.table([])`),
  absent('console.time', `console.time('x')`),

  environment('process.env', `process.env.PAYMENTS_URL`),
  environment('a computed variable', `process.env['PAYMENTS_' + 'URL']`),
  environment('destructured', `(({ PAYMENTS_URL }) => PAYMENTS_URL)(process.env)`),

  clock('the constructor of a date', `new Date().constructor.now()`),
  clock('the constructor of the prototype', `(Date.prototype.constructor as any).now()`),
  clock(
    'DateTimeFormat.format',
    `new Intl.DateTimeFormat('en', { timeZone: 'UTC', fractionalSecondDigits: 3, second: 'numeric', minute: 'numeric' } as any).format()`,
  ),
  clock(
    'DateTimeFormat.formatToParts',
    `JSON.stringify(new Intl.DateTimeFormat('en', { timeZone: 'UTC', fractionalSecondDigits: 3, second: 'numeric' } as any).formatToParts())`,
  ),

  locale('toLocaleString of a number', `(1234567.89).toLocaleString()`),
  locale('NumberFormat', `new Intl.NumberFormat().format(1234567.89)`),
  locale(
    'NumberFormat of undefined',
    `new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 }).format(1234567.89)`,
  ),
  locale('localeCompare', `'z'.localeCompare('ä')`),
  locale('Collator', `['z', 'ä'].sort(new Intl.Collator().compare).join()`),
  locale('PluralRules', `new Intl.PluralRules().resolvedOptions().locale`),

  zone('getHours', `new Date(0).getHours()`),
  zone('getDate', `new Date(0).getDate()`),
  zone('getDay of now', `new Date(Date.now() - (Date.now() % 86400000)).getDay()`),
  zone('setHours', `new Date(0).setHours(0, 0, 0, 0)`),
  zone('getTimezoneOffset', `new Date(0).getTimezoneOffset()`),
  zone('toString', `new Date(0).toString()`),
  zone('toDateString', `new Date(0).toDateString()`),
  zone('a date of parts', `new Date(2026, 0, 31).getTime()`),
  zone('a date in a template', '`${new Date(0)}`'),
  zone('String of a date', `String(new Date(0))`),
  zone('a date added to a text', `'at ' + new Date(0)`),
  zone('a number added to a date', `(new Date(0) as any) + 1`),
  zone('a list with a date as a text', `[new Date(0)].join(' ')`),
  zone('a date of spread parts', `new Date(...([2026, 0, 31] as const)).getTime()`),
  zone('a date without a zone', `new Date('2026-01-31T12:00:00').getTime()`),
  zone('Date.parse without a zone', `Date.parse('2026-01-31 12:00:00')`),
  zone('toLocaleDateString', `new Date(0).toLocaleDateString('en-US')`),
  zone('toLocaleTimeString', `new Date(0).toLocaleTimeString('en-US')`),
  zone('DateTimeFormat', `new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'long' }).format(0)`),
  zone('resolvedOptions', `Intl.DateTimeFormat('en').resolvedOptions().timeZone`),

  prototype('Array.prototype', `((Array.prototype as any).lint1 = ((Array.prototype as any).lint1 ?? 0) + 1)`),
  prototype(
    'defineProperty',
    `[Object.prototype.hasOwnProperty.call(Map.prototype, 'lint2'), Object.defineProperty(Map.prototype, 'lint2', { value: 1, configurable: true })].slice(0, 1)`,
  ),
  prototype(
    'Object.assign',
    `[(String.prototype as any).lint3, Object.assign(String.prototype, { lint3: 1 })].slice(0, 1)`,
  ),

  collection('WeakRef', `new WeakRef({}).deref()`),
  collection('FinalizationRegistry', `new FinalizationRegistry(() => undefined)`),

  escape('constructor of URL', `(URL as any).constructor('return process.hrtime.bigint()')()`),
  escape('constructor of AbortController', `(AbortController as any).constructor('return process.hrtime.bigint()')()`),
  escape('timeout of a signal', `(new AbortController().signal.constructor as any).timeout(60000) && performance`),

  atomics(
    'Atomics.wait',
    `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1) && (Date as any).prototype.constructor.now()`,
  ),
];

/** What the sandbox has, or makes deterministic. */
export const SAFE = [
  `Date.now()`,
  `Math.random()`,
  `new Date().toISOString()`,
  `new Date(0).getUTCHours()`,
  `new Date().getTime()`,
  `+new Date(0) + Number(new Date(1))`,
  `JSON.stringify({ at: new Date(0) })`,
  '`${new Date(0).toISOString()}`',
  `new Date(Date.UTC(2026, 0, 31)).toISOString()`,
  `new Date('2026-01-31').toISOString()`,
  `new Date('2026-01-31T12:00:00Z').getTime()`,
  `new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(0)`,
  `(1234567.89).toLocaleString('en-US')`,
  `new Intl.NumberFormat('de-DE').format(1234567.89)`,
  `'z'.localeCompare('ä', 'en')`,
  `new URL('https://example.com/x').host`,
  `new TextEncoder().encode('x').length`,
  `JSON.stringify({ fetch: 1, process: 2, crypto: 3 })`,
  `'fetch(https://example.com)'.toUpperCase()`,
  `typeof fetch`,
  `typeof process === 'undefined' ? 'sandbox' : process.pid`,
  `globalThis.fetch === undefined`,
  `process.env.NODE_ENV`,
  `[3, 1, 2].sort((a, b) => a - b).join()`,
  `new Map([['fetch', 1]]).get('fetch')`,
  `Object.keys({ Buffer: 1 }).join()`,
  `encodeURIComponent('ä')`,
  `Promise.resolve(1) && 1`,
  `Symbol('x').description`,
  `({ fetch: (x: string) => x }).fetch('x')`,
  `((crypto: { randomUUID(): string }) => crypto.randomUUID())({ randomUUID: () => 'x' })`,
  `structuredCloneOfMine({ a: 1 })`.replace('structuredCloneOfMine', '((x: unknown) => JSON.parse(JSON.stringify(x)))'),
  `console.log('x')`,
  `'i'.toLocaleUpperCase()`,
];
