import type { HazardKind } from '../hazard.js';

/**
 * Which globals the workflow sandbox has. `test/sandbox-facts.test.ts` compares each entry with the SDK's real sandbox.
 *
 * @module
 */

/** Of the language: a bare V8 context has them. */
const LANGUAGE = `Object Function Array Number Boolean String Symbol BigInt Math JSON Date RegExp Error AggregateError EvalError
  RangeError ReferenceError SyntaxError TypeError URIError Map Set WeakMap WeakSet WeakRef FinalizationRegistry Promise Proxy
  Reflect ArrayBuffer SharedArrayBuffer Atomics DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Intl WebAssembly globalThis parseInt parseFloat isNaN isFinite
  NaN Infinity escape unescape encodeURI encodeURIComponent decodeURI decodeURIComponent eval Iterator`;

/** Given to the sandbox by the SDK: objects of the host, or deterministic replacements. */
export const INJECTED: ReadonlySet<string> = new Set([
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'AbortController',
  'assert',
  'AsyncLocalStorage',
]);

export const PRESENT: ReadonlySet<string> = new Set([
  ...LANGUAGE.split(/\s+/),
  ...INJECTED,
  'console',
  'setTimeout',
  'clearTimeout',
]);

/** What `console` has in the sandbox. */
export const CONSOLE: ReadonlySet<string> = new Set(['log', 'warn', 'error', 'info', 'debug']);

/** What Node and browsers have and the sandbox lacks, and what using it means. */
export const ABSENT: ReadonlyMap<string, HazardKind> = new Map([
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Request', 'Response', 'Headers'].map(
    (name) => [name, 'network'] as const,
  ),
  ...`process Buffer crypto Crypto CryptoKey SubtleCrypto performance PerformanceObserver structuredClone queueMicrotask setImmediate
  clearImmediate setInterval clearInterval atob btoa AbortSignal Event EventTarget CustomEvent FormData Blob File FileReader
  ReadableStream WritableStream TransformStream CompressionStream DecompressionStream MessageChannel MessagePort
  MessageEvent BroadcastChannel DOMException navigator localStorage sessionStorage indexedDB window document self location history
  requestAnimationFrame cancelAnimationFrame requestIdleCallback alert Worker SharedWorker Image HTMLElement Node
  MutationObserver importScripts Bun Deno`
    .split(/\s+/)
    .map((name) => [name, 'absent-global'] as const),
]);
