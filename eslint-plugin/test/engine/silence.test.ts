import { describe, expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

const WORKFLOW = 'src/workflows/order.ts';

/** Code that looks like a hazard and is none; each must be silent. */
const SAFE: Readonly<Record<string, Readonly<Record<string, string>> | string>> = {
  'a test by typeof': `export async function order() { if (typeof fetch !== 'undefined') await fetch('x'); }`,
  'a test by typeof the other way round': `export async function order() { if ('undefined' === typeof fetch) return; await fetch('x'); }`,
  'a test that is kept in a constant': `const HAS = typeof fetch === 'function'; export async function order() { if (HAS) await fetch('x'); }`,
  'a test in another module': {
    [WORKFLOW]: `import { isNode } from '../env'; export async function order() { return isNode ? process.argv : []; }`,
    'src/env.ts': `export const isNode = typeof process !== 'undefined' && process.versions != null;`,
  },
  'a test by a function': `const has = () => typeof fetch === 'function'; export async function order() { if (has()) await fetch('x'); }`,
  'a test on globalThis': `export async function order() { if (globalThis.fetch) await globalThis.fetch('x'); }`,
  'a test by in': `export async function order() { if ('fetch' in globalThis) await fetch('x'); }`,
  'a negated test': `export async function order() { if (!(typeof fetch === 'undefined')) await fetch('x'); }`,
  'a test among others': `export async function order(live: boolean) { if (live && typeof fetch === 'function') await fetch('x'); }`,
  'a test that leaves early': `export async function order() { if (typeof fetch === 'undefined') throw new Error('x'); await fetch('x'); }`,
  'an optional call': `export async function order() { await globalThis.fetch?.('x'); globalThis.crypto?.randomUUID(); }`,
  'another build': `export async function order() { if (process.env.NODE_ENV === 'production') await fetch('x'); }`,
  false: `const DEBUG = false; export async function order() { if (DEBUG) await fetch('x'); }`,
  'a parameter of the name': `export async function order(fetch: any, crypto: any, process: any) { fetch(); crypto.randomUUID(); process.exit(); }`,
  'a variable of the name': `const fetch = (x: string) => x; export async function order() { fetch('x'); }`,
  'an import of the name': {
    [WORKFLOW]: `import { fetch } from '../fetch'; export async function order() { fetch(); }`,
    'src/fetch.ts': 'export const fetch = () => 1;',
  },
  'a name that is declared below': `export async function order() { return Buffer.from(); } class Buffer { static from() { return 1; } }`,
  'a name in a catch': `export async function order() { try { JSON.parse(''); } catch (process: any) { return process.message; } }`,
  'a member of the name': `const api = { fetch: () => 1, process: { exit: () => 2 } }; export async function order() { api.fetch(); api.process.exit(); }`,
  'a key of the name': `export async function order() { return { fetch: 1, crypto: 2, process: 3 }; }`,
  'a label and a type of the name': `type process = string; export async function order(x: process) { fetch: for (;;) { break fetch; } return x; }`,
  'typeof a type': `export async function order(f: typeof fetch) { return f.name; }`,
  declare: `declare const process: { id: string } | undefined; export async function order() {}`,
  'a function that nobody calls': `const unused = () => fetch('x'); export async function order() {}`,
  'a method that nobody calls': {
    [WORKFLOW]: `import { Api } from '../api'; export async function order() { new Api().safe(); }`,
    'src/api.ts': `export class Api { safe() { return 1; } post() { return fetch('x'); } }`,
  },
  'an override that is called instead': {
    [WORKFLOW]: `import { Base } from '../base'; class Own extends Base { override send() { return 1; } } export async function order() { new Own().run(); }`,
    'src/base.ts': `export class Base { run() { return this.send(); } send(): unknown { return fetch('x'); } }`,
  },
  'a sibling in a table': {
    [WORKFLOW]: `import { table } from '../table'; export async function order() { table.safe(); table['safe'](); }`,
    'src/table.ts': `export const table = { safe: () => 1, post: () => fetch('x') };`,
  },
  'a helper that is given another function elsewhere': {
    [WORKFLOW]: `import { apply } from '../apply'; export async function order() { apply(() => 1); }`,
    'src/apply.ts': `export const apply = (f: () => unknown) => f(); export const post = () => apply(() => fetch('x'));`,
  },
  'a class that is given another client elsewhere': {
    [WORKFLOW]: `import { Service, fake } from '../service'; export async function order() { new Service(fake).run(); }`,
    'src/service.ts': `export class Service { constructor(private client: any) {} run() { return this.client.send(); } } export const fake = { send: () => 1 }; export const live = new Service({ send: () => fetch('x') });`,
  },
  'an own implementation instead of the default': {
    [WORKFLOW]: `import { send } from '../send'; export async function order() { send(() => 1); }`,
    'src/send.ts': `export const send = (impl: any = globalThis.fetch) => impl('x'); export const viaDefault = () => send();`,
  },
  'another export of the same module': {
    [WORKFLOW]: `import { safe } from '../both'; export async function order() { safe(); }`,
    'src/both.ts': `export const safe = () => 1; export const post = () => fetch('x');`,
  },
  'another export of a barrel': {
    [WORKFLOW]: `import { safe } from '../lib'; export async function order() { safe(); }`,
    'src/lib/index.ts': `export * from './safe'; export * from './post';`,
    'src/lib/safe.ts': 'export const safe = () => 1;',
    'src/lib/post.ts': `export const post = () => fetch('x');`,
  },
  'a namespace of which one member is used': {
    [WORKFLOW]: `import * as lib from '../lib'; export async function order() { lib.safe(); }`,
    'src/lib.ts': `export const safe = () => 1; export const post = () => fetch('x');`,
  },
  'an activity by its proxy': {
    [WORKFLOW]: `import { proxyActivities } from '@temporalio/workflow'; import type * as activities from '../activities'; const { post } = proxyActivities<typeof activities>({ startToCloseTimeout: '1m' }); export async function order() { await post(); await proxyActivities<typeof activities>({}).post(); }`,
    'src/activities.ts': `import fs from 'fs'; export const post = async () => fetch(fs.readFileSync('x', 'utf8'));`,
  },
  'a local activity': {
    [WORKFLOW]: `import * as wf from '@temporalio/workflow'; import * as activities from '../activities'; const acts = wf.proxyLocalActivities<typeof activities>({}); export async function order() { await acts.post(); }`,
    'src/activities.ts': `import fs from 'fs'; export const post = async () => fetch(String(fs));`,
  },
  'activities handed around': {
    [WORKFLOW]: `import { proxyActivities } from '@temporalio/workflow'; import { run } from '../run'; export async function order() { await run(proxyActivities({})); }`,
    'src/run.ts': `export const run = (acts: any) => acts.fetch();`,
  },
  'a child workflow': {
    [WORKFLOW]: `import { executeChild, startChild, continueAsNew } from '@temporalio/workflow'; import { post } from '../child'; export async function order() { await executeChild(post); await startChild(post, {}); await continueAsNew<typeof post>(); }`,
    'src/child.ts': `export async function post() { await fetch('x'); }`,
  },
  'a sink': `import { proxySinks } from '@temporalio/workflow'; const { metrics } = proxySinks<any>(); export async function order() { metrics.fetch('x'); }`,
  'the clock, random numbers and timers of the sandbox': `export async function order() { setTimeout(() => {}, 1); clearTimeout(1); return [Date.now(), Math.random(), new Date(), new Date().getTime(), Date(), new Date().toISOString()]; }`,
  logging: `import { log } from '@temporalio/workflow'; export async function order() { log.info('fetch', { process: 1 }); console.log('x'); console.error('y'); }`,
  'what the SDK makes deterministic': `import { uuid4, workflowInfo, sleep, condition, patched } from '@temporalio/workflow'; export async function order() { await sleep('1 day'); await condition(() => true); return [uuid4(), workflowInfo().workflowId, patched('x')]; }`,
  'classes that the SDK hands in': `export async function order() { const u = new URL('https://x'); const c = new AbortController(); c.abort(); return [u.host, new TextEncoder().encode('x'), new URLSearchParams('a=1').get('a'), c.signal.aborted]; }`,
  'standard library': `export async function order(xs: string[]) { return [structured(xs), JSON.stringify(xs), xs.sort(), new Map([['a', 1]]).get('a'), Object.groupBy(xs, (x) => x), Array.from(new Set(xs)), Symbol('x').toString(), BigInt(1), new Intl.NumberFormat('en').format(1)]; } const structured = (x: unknown) => JSON.parse(JSON.stringify(x));`,
  'a polyfill that adds nothing': `if (!Array.prototype.at) (Array.prototype as any).at = function () {}; if (typeof Array.prototype.map !== 'function') (Array.prototype as any).map = 1; export async function order() {}`,
  'a global that a polyfill provides': {
    [WORKFLOW]: `import '../polyfill'; export async function order() { return [crypto.randomUUID(), new Headers(), structuredClone(1), atob('x')]; }`,
    'src/polyfill.ts': `if (typeof (globalThis as any).crypto === 'undefined') (globalThis as any).crypto = {}; (globalThis as any).crypto.randomUUID ??= () => 'x'; Object.assign(globalThis, { Headers: Map, structuredClone: (x: unknown) => x }); Object.defineProperty(globalThis, 'atob', { value: String });`,
  },
  'a global that is declared to come from elsewhere': `declare const ReadableStream: any; export async function order() { return new ReadableStream(); }`,
  'own prototypes': `class A {} (A.prototype as any).go = () => 1; function B(this: any) {} B.prototype = Object.create(A.prototype); export async function order() { return new (B as any)(); }`,
  'a message about what is missing': `export async function order() { throw new Error('fetch is not supported'); }`,
  'a table of functions that is awaited, printed and sent':
    "const load = async (): Promise<any> => { const table: any = {}; for (const name of ['a']) table[name] = () => fetch('x'); return table; }; export async function order() { const table = await load(); return [`${table}`, JSON.stringify(table), String(table)]; }",
  'a method of the name that conversions ask for, of another object': `const api = { toString: () => fetch('x') }; export async function order() { return Object.keys(api); }`,
  'a change of case without a locale': `export async function order(id: string) { return [id.toLocaleUpperCase(), id.toLocaleLowerCase()]; }`,
  'a generator that nobody asks': `function* steps() { yield fetch('x'); } export async function order() { const open = steps(); return typeof open; }`,
  'a generator of a method that nobody asks': `class Pages { async *all() { yield await fetch('x'); } } export async function order() { new Pages().all(); }`,
  'a generator that ends before it begins': `function* steps() { yield fetch('x'); } export async function order() { steps().return(undefined); }`,
  'a generator that a generator delegates to, which nobody asks': `function* inner() { yield fetch('x'); } function* outer() { yield* inner(); } export async function order() { outer(); }`,
  'dates as numbers': `export async function order() { const at = new Date(); return [+at, Number(at), at - new Date(0), at > new Date(0), at.getTime() + 1] as any; }`,
  'dates as texts with a zone':
    'export async function order() { const at = new Date(); return [`${at.toISOString()} ${at.getTime()}`, at.toJSON() + "", JSON.stringify({ at }), [at.toISOString()].join()]; }',
  'a date of one argument that is spread': `const of = (...parts: any) => new (Date as any)(...parts); export async function order() { return [new (Date as any)(...[0]), of(0)]; }`,
  'Date.parse with a zone': `export async function order() { return [Date.parse('2026-01-31'), Date.parse('2026-01-31T12:00:00Z'), Date.parse('2026-01-31T12:00:00+02:00')]; }`,
};

describe.each(Object.entries(SAFE))('%s', (_name, files) => {
  it('is not reported', () => {
    expect(hazardsOf(typeof files === 'string' ? { [WORKFLOW]: files } : files)).toEqual([]);
  });
});
