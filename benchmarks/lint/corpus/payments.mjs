// Workflow code of a company that moves money, in odd module graphs and with the libraries that such companies use, each file beside
// a twin that does almost the same and is right. What is expected was written down before the rules saw any of them. `truth.mjs`
// runs those that the sandbox can judge.

import {
  absent,
  ACTIVITIES,
  both,
  bundle,
  cancellation,
  cleanup,
  clock,
  environment,
  filesOf,
  lib,
  locale,
  network,
  order,
  zone,
} from './parts.mjs';

const style = (name, rules, [wrong, right], isVerified = true) => ({
  name,
  rules,
  isVerified,
  wrong: filesOf(wrong),
  right: filesOf(right),
});
/** A rule about what is left of a workflow in time, or of a handler that nobody calls, which running it once does not show. */
const unverified = (name, rules, pair) => style(name, rules, pair, false);
const SDK = `import * as wf from '@temporalio/workflow';
import { allHandlersFinished, ActivityFailure, ApplicationFailure, CancellationScope, CancelledFailure, condition, continueAsNew, defineQuery, defineSignal, defineUpdate, executeChild, isCancellation, log, patched, proxyActivities, proxyLocalActivities, proxySinks, setHandler, sleep, startChild, Trigger, upsertSearchAttributes, uuid4, workflowInfo } from '@temporalio/workflow';
${ACTIVITIES}`;
const flow = (body, before = '') => order(body, `${SDK}\n${before}`);

const MODULES = [
  style(
    'a default that becomes a name and a default again',
    network,
    both(
      {
        'src/psp/http.ts': `const send = (path: string) => $IT; export { send as default };`,
        'src/psp/client.ts': `export { default as post, default as put } from './http';`,
        'src/psp/index.ts': `import { put } from './client'; export { put as default }; export type Put = typeof put;`,
        w: order(`return submit('/charges');`, `import submit from '../psp';`),
      },
      `fetch(path)`,
      'path.length',
    ),
  ),
  style('namespaces in namespaces, by version', network, [
    {
      'src/psp/v1.ts': `export const pay = () => 1;`,
      'src/psp/v2.ts': `export const pay = () => fetch('https://psp.example/v2');`,
      'src/psp/versions.ts': `export * as v1 from './v1'; export * as v2 from './v2';`,
      'src/psp/index.ts': `export * as versions from './versions';`,
      w: order(`return psp.versions.v2.pay();`, `import * as psp from '../psp';`),
    },
    {
      'src/psp/v1.ts': `export const pay = () => 1;`,
      'src/psp/v2.ts': `export const pay = () => fetch('https://psp.example/v2');`,
      'src/psp/versions.ts': `export * as v1 from './v1'; export * as v2 from './v2';`,
      'src/psp/index.ts': `export * as versions from './versions';`,
      w: order(`return psp.versions.v1.pay();`, `import * as psp from '../psp';`),
    },
  ]),
  style(
    'a namespace that is taken apart with a rename',
    environment,
    both(
      {
        'src/config.ts': `export const region = () => process.env.REGION; export const currency = () => 'EUR';`,
        'src/index.ts': `export * as config from './config';`,
        w: order(
          `return read();`,
          `import { config } from '../index'; const { region: regionOf, currency: currencyOf } = config; const read = $IT;`,
        ),
      },
      'regionOf',
      'currencyOf',
    ),
  ),
  style('a barrel in a circle with what imports it', absent, [
    {
      'src/ledger/index.ts': `export * from './entry'; export * from './stamp';`,
      'src/ledger/entry.ts': `import { stamp } from '.'; export const entry = (id: string) => ({ id, at: stamp() });`,
      'src/ledger/stamp.ts': `import { entry } from './index'; export const stamp = () => performance.now(); export const again = () => entry('x');`,
      w: order(`return entry(ids[0]!).id;`, `import { entry } from '../ledger';`),
    },
    {
      'src/ledger/index.ts': `export * from './entry'; export * from './stamp';`,
      'src/ledger/entry.ts': `import { stamp } from '.'; export const entry = (id: string) => ({ id, at: stamp() });`,
      'src/ledger/stamp.ts': `import { entry } from './index'; export const stamp = () => Date.now(); export const again = () => entry('x');`,
      w: order(`return entry(ids[0]!).id;`, `import { entry } from '../ledger';`),
    },
  ]),
  style(
    'loaders of chunks that are all in the bundle',
    absent,
    both(
      {
        'src/card.ts': `export default { pay: () => crypto.randomUUID() };`,
        'src/sepa.ts': `export default { pay: () => 'sepa' };`,
        w: order(
          `const { default: method } = await loaders.$IT(); return method.pay();`,
          `const loaders = { card: () => import(/* webpackMode: "eager" */ '../card'), sepa: () => import(/* webpackMode: "eager" */ '../sepa') };`,
        ),
      },
      'card',
      'sepa',
    ),
  ),
  style('a condition for development', absent, [
    {
      ...lib(
        'fx-rates',
        { 'dev.js': `exports.rate = () => structuredClone({ eur: 1 });`, 'index.js': `exports.rate = () => 1;` },
        { exports: { '.': { development: './dev.js', default: './index.js' } } },
      ),
      w: order('return rate();', `import { rate } from 'fx-rates';`),
    },
    {
      ...lib(
        'fx-rates',
        { 'prod.js': `exports.rate = () => structuredClone({ eur: 1 });`, 'index.js': `exports.rate = () => 1;` },
        { exports: { '.': { production: './prod.js', default: './index.js' } } },
      ),
      w: order('return rate();', `import { rate } from 'fx-rates';`),
    },
  ]),
  style('conditions in conditions', absent, [
    {
      ...lib(
        'fx-rates',
        {
          'node.mjs': `export const rate = () => 1;`,
          'web.mjs': `export const rate = () => performance.now();`,
          'index.cjs': `exports.rate = () => 1;`,
        },
        { exports: { '.': { import: { node: './node.mjs', browser: './web.mjs' }, require: './index.cjs' } } },
      ),
      w: order('return rate();', `import { rate } from 'fx-rates';`),
    },
    {
      ...lib(
        'fx-rates',
        {
          'node.mjs': `export const rate = () => performance.now();`,
          'web.mjs': `export const rate = () => 1;`,
          'index.cjs': `exports.rate = () => performance.now();`,
        },
        { exports: { '.': { import: { node: './node.mjs', browser: './web.mjs' }, require: './index.cjs' } } },
      ),
      w: order('return rate();', `import { rate } from 'fx-rates';`),
    },
  ]),
  style(
    'subpaths of a package by a pattern',
    absent,
    both(
      {
        ...lib(
          'iso-data',
          {
            'dist/tables/currency.js': `exports.lookup = () => process.hrtime();`,
            'dist/tables/country.js': `exports.lookup = () => 'DE';`,
          },
          { exports: { './tables/*': './dist/tables/*.js' } },
        ),
        w: order('return lookup();', `import { lookup } from 'iso-data/tables/$IT';`),
      },
      'currency',
      'country',
    ),
  ),
  style(
    'imports of the project itself by a pattern',
    environment,
    both(
      {
        'package.json':
          '{ "name": "shop", "imports": { "#core/*": "./src/core/*.ts", "#core/fees": "./src/fees.ts" } }',
        'src/core/region.ts': `export const read = () => process.env.REGION;`,
        'src/core/fees.ts': `export const read = () => process.env.FEES;`,
        'src/fees.ts': `export const read = () => 2;`,
        w: order('return read();', `import { read } from '#core/$IT';`),
      },
      'region',
      'fees',
    ),
  ),
  style(
    'the project by its own name',
    environment,
    both(
      {
        'package.json': '{ "name": "shop", "exports": { "./fees": "./src/fees.ts", "./region": "./src/region.ts" } }',
        'src/region.ts': `export const read = () => process.env.REGION;`,
        'src/fees.ts': `export const read = () => 2;`,
        w: order('return read();', `import { read } from 'shop/$IT';`),
      },
      'region',
      'fees',
    ),
  ),
  style(
    'methods that JSON lists',
    absent,
    both(
      {
        'src/methods.json': `["$IT"]`,
        w: order(
          'const out: unknown[] = []; for (const name of methods) out.push(pay[name as keyof typeof pay]()); return out.length;',
          `import methods from '../methods.json'; const pay = { card: () => queueMicrotask(() => undefined), sepa: () => 1 };`,
        ),
      },
      'card',
      'sepa',
    ),
  ),
  style(
    'a value deep in JSON that is required',
    absent,
    both(
      {
        'src/flags.json': `{ "psp": { "mode": "$IT" } }`,
        w: order(
          'return modes[flags.psp.mode]!();',
          `const flags: { psp: { mode: string } } = require('../flags.json'); const modes: Record<string, () => unknown> = { live: () => btoa('x'), test: () => 'x' };`,
        ),
      },
      'live',
      'test',
    ),
  ),
  style(
    'a function of CommonJS with properties',
    absent,
    both(
      {
        'src/legacy.js': `exports = module.exports = function pay() { return 'paid'; }; exports.stamp = function () { return performance.now(); }; exports.sum = function () { return 1; };`,
        w: order('return legacy.$IT();', `const legacy = require('../legacy');`),
      },
      'stamp',
      'sum',
    ),
  ),
  style(
    'a class that is all of a CommonJS module',
    absent,
    both(
      {
        'src/legacy.js': `class Ledger { constructor(owner) { this.owner = owner; } stamp() { return [this.owner, performance.now()]; } owned() { return this.owner; } } module.exports = Ledger;`,
        w: order(`return new Ledger('x').$IT();`, `import Ledger = require('../legacy');`),
      },
      'stamp',
      'owned',
    ),
  ),
  style(
    'what a compiler makes of a star',
    absent,
    both(
      {
        ...lib('psp-core', {
          'index.js': `"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) { if (k2 === undefined) k2 = k; var desc = Object.getOwnPropertyDescriptor(m, k); if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) { desc = { enumerable: true, get: function() { return m[k]; } }; } Object.defineProperty(o, k2, desc); }) : (function(o, m, k, k2) { if (k2 === undefined) k2 = k; o[k2] = m[k]; }));
var __exportStar = (this && this.__exportStar) || function(m, exports) { for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p); };
Object.defineProperty(exports, "__esModule", { value: true });
__exportStar(require("./a"), exports); __exportStar(require("./b"), exports);`,
          'a.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.sign = void 0; const sign = () => crypto.subtle; exports.sign = sign;`,
          'b.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.sum = void 0; function sum() { return 3; } exports.sum = sum;`,
        }),
        w: order('return $IT();', `import { sum, sign } from 'psp-core'; export const others = [sum, sign].length;`),
      },
      'sign',
      'sum',
    ),
  ),
  style(
    'a lazy require that is kept',
    absent,
    both(
      {
        'src/heavy.js': `exports.work = () => $IT;`,
        'src/lazy.js': `let kept; module.exports = () => (kept ??= require('./heavy'));`,
        w: order('return heavy().work();', `import heavy = require('../lazy');`),
      },
      'structuredClone(1)',
      'JSON.parse("1")',
    ),
  ),
  style(
    'a file with an ending of CommonJS',
    absent,
    both(
      {
        'src/legacy.cjs': `module.exports = { work: () => $IT };`,
        w: order('return work();', `import { work } from '../legacy.cjs';`),
      },
      'Buffer.from("x").length',
      '"x".length',
    ),
  ),
  style(
    'a folder whose manifest names its file',
    absent,
    both(
      {
        'src/legacy/package.json': '{ "main": "./lib/entry.js" }',
        'src/legacy/lib/entry.js': `exports.work = () => $IT;`,
        'src/legacy/index.js': `exports.work = () => 1;`,
        w: order('return work();', `import { work } from '../legacy';`),
      },
      'atob("eA==")',
      '"x"',
    ),
  ),
  style(
    'two stars with one name',
    absent,
    both(
      {
        'src/lib/a.ts': `export const stamp = () => performance.now(); export const sum = () => 1;`,
        'src/lib/b.ts': `export const sum = () => 2; export const other = 1;`,
        'src/lib/index.ts': `export * from './a'; export * from './b';`,
        w: order('return $IT();', `import { stamp, other } from '../lib'; import { sum } from '../lib/b'; void other;`),
      },
      'stamp',
      'sum',
    ),
  ),
  style('a re-export of a built-in that is used as a type', bundle, [
    {
      'src/lib/types.ts': `export { createHmac, type Hmac } from 'crypto';`,
      w: order(
        'return 1;',
        `import type { Hmac } from '../lib/types'; import { createHmac } from '../lib/types'; export const sign = (): Hmac => createHmac('sha256', 'x');`,
      ),
    },
    {
      'src/lib/types.ts': `export { createHmac, type Hmac } from 'crypto';`,
      w: order(
        'return 1;',
        `import type { Hmac, createHmac } from '../lib/types'; export const sign = (make: typeof createHmac): Hmac => make('sha256', 'x');`,
      ),
    },
  ]),
  style('an enum beside an import of a built-in', bundle, [
    {
      'src/webhook.ts': `import { timingSafeEqual } from 'crypto'; export enum Event { Paid = 'paid' } export const same = (a: Uint8Array, b: Uint8Array) => timingSafeEqual(a, b);`,
      w: order('return Event.Paid;', `import { Event } from '../webhook';`),
    },
    {
      'src/webhook.ts': `import { timingSafeEqual } from 'crypto'; export type Event = 'paid'; export const same = (a: Uint8Array, b: Uint8Array) => timingSafeEqual(a, b);`,
      w: order(`const event: Event = 'paid'; return event;`, `import { Event } from '../webhook';`),
    },
  ]),
  style('an import that only a decorator’s type names', bundle, [
    {
      'src/verify.ts': `import * as https from 'https'; export function verify(agent = new https.Agent()) { return typeof agent; }`,
      w: order('return typeof verify;', `import { verify } from '../verify';`),
    },
    {
      'src/verify.ts': `import * as https from 'https'; export function verify(agent?: https.Agent) { return typeof agent; }`,
      w: order('return typeof verify;', `import { verify } from '../verify';`),
    },
  ]),
  style(
    'what the sandbox’s util lacks',
    [...bundle, ...absent],
    both(
      {
        w: order(
          'return typeof new $IT();',
          `import { TextDecoder, inspect, promisify } from 'util'; export const others = () => [TextDecoder, inspect];`,
        ),
      },
      '(promisify(() => undefined) as any)',
      '(TextDecoder as any)',
    ),
  ),
];

const CLASSES = [
  style(
    'super at each of three levels',
    absent,
    both(
      {
        'src/processor.ts': `export abstract class Processor { run(id: string): unknown { return [id, this.stamp()]; } protected stamp(): unknown { return $IT; } }`,
        'src/card.ts': `import { Processor } from './processor'; export class Card extends Processor { override run(id: string) { return ['card', super.run(id)]; } }`,
        'src/visa.ts': `import { Card } from './card'; export class Visa extends Card { override run(id: string) { return ['visa', super.run(id)]; } }`,
        w: order(`return JSON.stringify(new Visa().run('x')).length;`, `import { Visa } from '../visa';`),
      },
      'performance.now()',
      'Date.now()',
    ),
  ),
  style('static methods that are inherited', environment, [
    order(
      'return Sepa.create();',
      `class Method { static create() { return this.region(); } static region(): unknown { return process.env.REGION; } } class Sepa extends Method {}`,
    ),
    order(
      'return Sepa.create();',
      `class Method { static create() { return this.region(); } static region(): unknown { return process.env.REGION; } } class Sepa extends Method { static override region() { return 'eu'; } }`,
    ),
  ]),
  style(
    'a class expression with a closed-over strategy',
    absent,
    both(
      {
        'src/make.ts': `export const makeGateway = (sign: (x: string) => unknown) => class Gateway { constructor(private readonly id: string) {} #signed() { return sign(this.id); } send() { return [this.#signed()]; } };`,
        w: order(
          `return new Live('x').send().length;`,
          `import { makeGateway } from '../make'; const Live = makeGateway((x) => $IT);`,
        ),
      },
      'btoa(x)',
      'encodeURIComponent(x)',
    ),
  ),
  style(
    'three mixins with super',
    absent,
    both(
      order(
        `return new (Audited(Timed(Base)))().run();`,
        `type Make<T = object> = new (...args: any[]) => T;
class Base { run(): unknown[] { return []; } }
const Timed = <B extends Make<Base>>(Parent: B) => class extends Parent { override run() { return [...super.run(), $IT]; } };
const Audited = <B extends Make<Base>>(Parent: B) => class extends Parent { override run() { return ['audited', ...super.run()]; } };`,
      ),
      'process.uptime()',
      'Math.random() * 0',
    ),
  ),
  style('a parent that a condition picks', environment, [
    order(
      'return new Own().mode();',
      `class Live { mode() { return process.env.MODE; } } class Fake { mode() { return 'fake'; } } const isLive = true; class Own extends (isLive ? Live : Fake) {}`,
    ),
    order(
      'return new Own().mode();',
      `class Live { mode() { return process.env.MODE; } } class Fake { mode() { return 'fake'; } } const isLive = false; class Own extends (isLive ? Live : Fake) {}`,
    ),
  ]),
  style(
    'a private name that is checked',
    absent,
    both(
      order(
        `const wallet = new Wallet(); return Wallet.isOne(wallet) ? wallet.pay() : 0;`,
        `class Wallet { #secret = 1; static isOne(value: object) { return #secret in value; } pay() { return [this.#secret, $IT].length; } }`,
      ),
      'crypto.getRandomValues(new Uint8Array(2))',
      'Math.random()',
    ),
  ),
  style(
    'a static block that fills a private table',
    environment,
    both(
      order(
        `return Fees.of('eu');`,
        `class Fees { static #table = new Map<string, () => unknown>(); static { for (const key of ['eu', 'us']) Fees.#table.set(key, () => $IT); } static of(key: string) { return Fees.#table.get(key)!(); } }`,
      ),
      'process.env.FEES',
      '2',
    ),
  ),
  style(
    'an error that does something when it is made',
    absent,
    both(
      order(
        `return new PaymentError('declined').message;`,
        `class PaymentError extends Error { readonly at = $IT; constructor(message: string) { super(message); this.name = 'PaymentError'; } }`,
      ),
      'performance.now()',
      'Date.now()',
    ),
  ),
  style('a method that is borrowed by a name', absent, [
    order(
      `return Audit.prototype.line.call({ id: 'x' } as any);`,
      `class Audit { id = ''; line() { return this.id + performance.now(); } other() { return this.id; } }`,
    ),
    order(
      `return Audit.prototype.other.call({ id: 'x' } as any);`,
      `class Audit { id = ''; line() { return this.id + performance.now(); } other() { return this.id; } }`,
    ),
  ]),
  style(
    'a builder that returns itself',
    absent,
    both(
      {
        'src/builder.ts': `export class PaymentBuilder { private readonly steps: (() => unknown)[] = []; amount(value: number) { this.steps.push(() => value); return this; } at(now: () => unknown) { this.steps.push(now); return this; } build() { return this.steps.map((step) => step()); } }`,
        w: order(
          `return new PaymentBuilder().amount(3).at(() => $IT).amount(4).build().length;`,
          `import { PaymentBuilder } from '../builder';`,
        ),
      },
      'performance.now()',
      'new Date().toISOString()',
    ),
  ),
  style(
    'a repository with a generic parent',
    network,
    both(
      {
        'src/repository.ts': `export abstract class Repository<T> { constructor(protected readonly client: { get(path: string): Promise<T> }) {} protected abstract path(id: string): string; async find(id: string): Promise<T> { return await this.client.get(this.path(id)); } }`,
        'src/accounts.ts': `import { Repository } from './repository'; export class Accounts extends Repository<unknown> { protected path(id: string) { return '/accounts/' + id; } }`,
        w: order(
          `return await new Accounts({ get: async (path) => $IT }).find('x');`,
          `import { Accounts } from '../accounts';`,
        ),
      },
      'fetch(path)',
      'path',
    ),
  ),
  style(
    'a decorator that logs each call',
    absent,
    both(
      order(
        `return new Service().pay('x');`,
        `function logged(_target: object, _key: string, descriptor: PropertyDescriptor) { const method = descriptor.value; descriptor.value = function (this: unknown, ...args: unknown[]) { const at = $IT; return [at, method.apply(this, args)].length; }; return descriptor; }
class Service { @logged pay(id: string) { return id; } }`,
      ),
      'performance.now()',
      'Date.now()',
    ),
  ),
  style(
    'a decorator of the class that takes its name',
    environment,
    both(
      {
        'src/registry.ts': `export const registry = new Map<string, any>(); export const handles = (name: string) => (target: any, _context?: unknown) => { registry.set(name, target); };`,
        'src/paid.ts': `import { handles } from './registry'; @handles('paid') export class Paid { handle() { return $IT; } }`,
        w: order(
          `const Handler = registry.get('paid'); return new Handler().handle();`,
          `import '../paid'; import { registry } from '../registry';`,
        ),
      },
      'process.env.QUEUE',
      '"q"',
    ),
  ),
  style(
    'an accessor with a private store',
    absent,
    both(
      order(
        `const it = new Balance(); it.cents = 5; return it.cents;`,
        `class Balance { #cents = 0; get cents() { return this.#cents; } set cents(value: number) { $IT; this.#cents = value; } }`,
      ),
      'setImmediate(() => undefined)',
      'Math.abs(1)',
    ),
  ),
  style(
    'the parent’s constructor calls a method of the child',
    environment,
    both(
      order(
        `return new Child().ready;`,
        `class Parent { ready: unknown; constructor() { this.ready = this.init(); } init(): unknown { return 1; } } class Child extends Parent { override init() { return $IT; } }`,
      ),
      'process.env.READY',
      '2',
    ),
  ),
  style(
    'a symbol as the name of a method',
    absent,
    both(
      {
        'src/symbols.ts': `export const settle: unique symbol = Symbol('settle');`,
        'src/batch.ts': `import { settle } from './symbols'; export class Batch { [settle]() { return $IT; } }`,
        w: order(
          `return new Batch()[settle]();`,
          `import { Batch } from '../batch'; import { settle } from '../symbols';`,
        ),
      },
      'performance.timeOrigin',
      '1',
    ),
  ),
  style('a disposable that reports', absent, [
    order(
      `{ using lease = new Lease(); void lease; } return 1;`,
      `class Lease { [Symbol.dispose]() { performance.mark('end'); } }`,
    ),
    order(
      `{ using lease = new Lease(); void lease; } return 1;`,
      `class Lease { [Symbol.dispose]() { console.log('end'); } }`,
    ),
  ]),
];

const FUNCTIONS = [
  style(
    'three wrappers around a call',
    absent,
    both(
      {
        'src/wrap.ts': `type Call = (id: string) => Promise<unknown>;
export const withRetry = (call: Call): Call => async (id) => { try { return await call(id); } catch { return await call(id); } };
export const withMetrics = (call: Call, now: () => unknown): Call => async (id) => { const from = now(); const result = await call(id); return [from, result].length; };
export const withLog = (call: Call): Call => (id) => call(id.trim());`,
        w: order(
          `return await pay(ids[0]!);`,
          `import { withLog, withMetrics, withRetry } from '../wrap'; const pay = withRetry(withLog(withMetrics(async (id) => id, () => $IT)));`,
        ),
      },
      'performance.now()',
      'Date.now()',
    ),
  ),
  style(
    'dependencies that are handed down three levels',
    network,
    both(
      {
        'src/a.ts': `import { settleBatch, type Deps } from './b'; export const settle = (deps: Deps, ids: string[]) => settleBatch({ ...deps }, ids);`,
        'src/b.ts': `import { settleOne } from './c'; export interface Deps { http: { post(path: string): unknown }; log(text: string): void } export const settleBatch = async (deps: Deps, ids: string[]) => { const out: unknown[] = []; for (const id of ids) out.push(await settleOne(id, deps)); return out; };`,
        'src/c.ts': `import type { Deps } from './b'; export const settleOne = (id: string, { http, log }: Deps) => { log(id); return http.post('/settle/' + id); };`,
        w: order(
          `return (await settle({ http: { post: (path) => $IT }, log: () => undefined }, ids)).length;`,
          `import { settle } from '../a';`,
        ),
      },
      'fetch(path)',
      'path',
    ),
  ),
  style('hooks deep in options', environment, [
    {
      'src/run.ts': `export interface Options { hooks?: { onDone?: { log?: (id: string) => unknown } } } export const run = (id: string, options: Options = {}) => options.hooks?.onDone?.log?.(id) ?? id;`,
      w: order(
        `return run('x', { hooks: { onDone: { log: () => process.env.LOG } } });`,
        `import { run } from '../run';`,
      ),
    },
    {
      'src/run.ts': `export interface Options { hooks?: { onDone?: { log?: (id: string) => unknown } } } export const run = (id: string, options: Options = {}) => options.hooks?.onDone?.log?.(id) ?? id;`,
      w: order(`return run('x', { hooks: {} });`, `import { run } from '../run';`),
      'src/other.ts': `import { run } from './run'; export const elsewhere = () => run('x', { hooks: { onDone: { log: () => process.env.LOG } } });`,
    },
  ]),
  style('defaults in defaults', absent, [
    order(
      `return make({ clock: {} }).at;`,
      `const make = ({ clock: { now = () => performance.now() } = {} }: { clock?: { now?: () => number } } = {}) => ({ at: now() });`,
    ),
    order(
      `return make({ clock: { now: () => Date.now() } }).at;`,
      `const make = ({ clock: { now = () => performance.now() } = {} }: { clock?: { now?: () => number } } = {}) => ({ at: now() });`,
    ),
  ]),
  style('a default in the pattern of a loop', absent, [
    order(
      `const out: unknown[] = []; for (const { id, key = crypto.randomUUID() } of items) out.push(id, key); return out.length;`,
      `const items: { id: string; key?: string }[] = [{ id: 'a' }];`,
    ),
    order(
      `const out: unknown[] = []; for (const { id, key = crypto.randomUUID() } of items) out.push(id, key); return out.length;`,
      `const items: { id: string; key?: string }[] = [{ id: 'a', key: 'k' }];`,
    ),
  ]),
  style(
    'a default in a pattern that assigns',
    environment,
    both(
      order(`const out: any = {}; ({ region: out.region = $IT } = {} as any); return out.region;`),
      'process.env.REGION',
      '"eu"',
    ),
  ),
  style(
    'effects that a generator asks for',
    network,
    both(
      {
        'src/effects.ts': `export interface Effect { run: () => unknown } export const call = (f: (...args: any[]) => unknown, ...args: unknown[]): Effect => ({ run: () => f(...args) });
export async function perform(saga: Generator<Effect, unknown, unknown>) { let step = saga.next(); while (!step.done) step = saga.next(await step.value.run()); return step.value; }`,
        w: order(
          `return await perform(saga());`,
          `import { call, perform, type Effect } from '../effects'; const post = async (path: string) => $IT; function* saga(): Generator<Effect, unknown, unknown> { const first = yield call(post, '/charge'); return first; }`,
        ),
      },
      '(await fetch(path)).status',
      'path',
    ),
  ),
  style(
    'pages that an async generator delegates',
    network,
    both(
      {
        'src/pages.ts': `export async function* pages(load: (cursor: number) => Promise<number[]>) { for (let cursor = 0; cursor < 2; cursor++) yield* await load(cursor); }`,
        w: order(
          `let sum = 0; for await (const cents of pages(async (cursor) => $IT)) sum += cents; return sum;`,
          `import { pages } from '../pages';`,
        ),
      },
      '[(await fetch("/x?" + cursor)).status]',
      '[cursor]',
    ),
  ),
  style(
    'a template whose parts run when it is rendered',
    environment,
    both(
      order(
        'return mail`Hello ${(data: any) => data.name}, ${() => $IT}`({ name: "x" });',
        'const mail = (parts: TemplateStringsArray, ...slots: ((data: any) => unknown)[]) => (data: any) => parts.reduce((text, part, index) => text + part + String(slots[index]?.(data) ?? ""), "");',
      ),
      'process.env.SENDER',
      '"us"',
    ),
  ),
  style(
    'a table that satisfies a type, by an enum',
    absent,
    both(
      order(
        `return fees[Method.Card](100);`,
        `enum Method { Card = 'card', Sepa = 'sepa' } const fees = { [Method.Card]: (cents: number) => $IT, [Method.Sepa]: () => 1 } satisfies Record<Method, (cents: number) => unknown>;`,
      ),
      'structuredClone({ cents })',
      '({ cents })',
    ),
  ),
  style('an enum of flags that picks', environment, [
    order(
      `return (mode & Mode.Live) !== 0 ? process.env.KEY : 'test';`,
      `enum Mode { Test = 1, Live = 1 << 1 } const mode = Mode.Live as Mode;`,
    ),
    order(
      `return mode === Mode.Live ? process.env.KEY : 'test';`,
      `enum Mode { Test = 1, Live = 1 << 1 } const mode: Mode = Mode.Test;`,
    ),
  ]),
  style(
    'a namespace that is exported again as a part',
    absent,
    both(
      {
        'src/money.ts': `export namespace Money { export namespace Text { export const format = (cents: number) => $IT; } export import Show = Text; }`,
        w: order(`return String(Money.Show.format(3)).length > 0;`, `import { Money } from '../money';`),
      },
      'btoa(String(cents))',
      '(cents / 100).toFixed(2)',
    ),
  ),
  style(
    'optional calls by a computed name',
    absent,
    both(
      order(
        `return api?.['$IT']?.(kind) ?? 1;`,
        `const api: any = { sign: (x: string) => btoa(x), trim: (x: string) => x.trim() };`,
      ),
      'sign',
      'trim',
    ),
  ),
  style(
    'a queue of thunks that another function drains',
    absent,
    both(
      {
        'src/outbox.ts': `const queue: (() => unknown)[] = []; export const later = (f: () => unknown) => { queue.unshift(f); }; export function drain() { let f: (() => unknown) | undefined; const out: unknown[] = []; while ((f = queue.pop()) !== undefined) out.push(f()); return out; }`,
        w: order(`later(() => $IT); return drain().length;`, `import { drain, later } from '../outbox';`),
      },
      'performance.now()',
      'Date.now()',
    ),
  ),
  style(
    'what a rejection is turned into',
    environment,
    both(
      order(
        `return await failing().then((x) => x, explain);`,
        `const failing = async () => { throw new Error('declined'); }; const explain = (error: Error) => [error.message, $IT].length;`,
      ),
      'process.env.LOCALE',
      '1',
    ),
  ),
  style(
    'a comparator that is put together',
    locale,
    both(
      {
        'src/by.ts': `export const by = <T>(key: (x: T) => string, compare: (a: string, b: string) => number) => (a: T, b: T) => compare(key(a), key(b)); export const local = (a: string, b: string) => a.localeCompare(b); export const plain = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);`,
        w: order(
          `return [{ n: 'z' }, { n: 'ä' }].sort(by((x) => x.n, $IT)).map(({ n }) => n).join();`,
          `import { by, local, plain } from '../by'; export const all = [local, plain].length;`,
        ),
      },
      'local',
      'plain',
    ),
  ),
];

const TIME = [
  style('a date with slashes', zone, both(order(`return new Date('$IT').getTime();`), '2026/01/31', '2026-01-31')),
  style(
    'a date in words',
    zone,
    both(order(`return new Date('$IT').getTime();`), '31 January 2026', '31 January 2026 00:00 UTC'),
  ),
  style(
    'a date of a header',
    zone,
    both(order(`return Date.parse('$IT');`), 'Sat, 31 Jan 2026 12:00:00', 'Sat, 31 Jan 2026 12:00:00 GMT'),
  ),
  style('a date without leading zeros', zone, both(order(`return Date.parse('$IT');`), '2026-1-31', '2026-01')),
  style(
    'a time with an offset',
    zone,
    both(order(`return new Date('2026-01-31T12:00:00.000$IT').getTime();`), '', '+02:00'),
  ),
  style(
    'a date that another zone’s text is read into',
    zone,
    both(
      order(`const there = $IT; return there.getTime();`, `const at = new Date(0);`),
      `new Date(at.toLocaleString('en-US', { timeZone: 'America/New_York' }))`,
      `new Date(at.toISOString())`,
    ),
  ),
  style(
    'the cut-off of a day',
    zone,
    both(
      order(`return now.$IT() >= 17 ? 'tomorrow' : 'today';`, `const now = new Date(1580515200000 + 7 * 3600000);`),
      'getHours',
      'getUTCHours',
    ),
  ),
  style(
    'the workflow’s start as a date',
    zone,
    both(flow(`return workflowInfo().startTime.$IT() % 24;`), 'getHours', 'getUTCHours'),
  ),
  style(
    'the run’s start in words',
    zone,
    both(
      flow(`const { runStartTime } = workflowInfo(); return $IT.length;`),
      'runStartTime.toString()',
      'runStartTime.toISOString()',
    ),
  ),
  style(
    'the last day of a month',
    zone,
    both(order(`return new Date($IT).getTime();`), '2026, 2, 0', 'Date.UTC(2026, 2, 0)'),
  ),
  style(
    'midnight by a setter',
    zone,
    both(order(`const day = new Date(0); day.$IT(0, 0, 0, 0); return day.toISOString();`), 'setHours', 'setUTCHours'),
  ),
  style('dates that are sorted as text', zone, [
    order(
      `return [new Date(Date.UTC(2026, 0, 4, 2)), new Date(Date.UTC(2026, 0, 5, 2)), new Date(Date.UTC(2026, 0, 6, 23))].sort().map((d) => d.toISOString()).join();`,
    ),
    order(
      `return [new Date(Date.UTC(2026, 0, 4, 2)), new Date(Date.UTC(2026, 0, 5, 2)), new Date(Date.UTC(2026, 0, 6, 23))].sort((a, b) => Number(a) - Number(b)).map((d) => d.toISOString()).join();`,
    ),
  ]),
  style(
    'a date as a key',
    zone,
    both(
      order(
        `const byDay: any = {}; byDay[$IT] = 1; return Object.keys(byDay).join();`,
        `const day: any = new Date(0);`,
      ),
      'day',
      'day.toISOString()',
    ),
  ),
  style(
    'a date in a query',
    zone,
    both(order(`return encodeURIComponent($IT);`, `const day: any = new Date(0);`), 'day', 'day.toJSON()'),
  ),
  style(
    'a date at the end of a text',
    zone,
    both(order(`return 'due '.concat($IT);`, `const day: any = new Date(0);`), 'day', 'day.toUTCString()'),
  ),
  style(
    'a date in a message of an error',
    zone,
    both(order(`return new Error($IT).message;`, `const day: any = new Date(0);`), 'day', 'day.toISOString()'),
  ),
  style(
    'a date in a set of parameters',
    zone,
    both(
      order(`return new URLSearchParams({ at: $IT }).toString();`, `const day: any = new Date(0);`),
      'day',
      'day.getTime()',
    ),
  ),
  style(
    'a part of a date through its prototype',
    zone,
    both(order(`return Date.prototype.$IT.call(new Date(0));`), 'getDate', 'getUTCDate'),
  ),
  style(
    'a part of a date by a name',
    zone,
    both(order(`return (new Date(0) as any)['get' + part]();`, `const part = '$IT';`), 'Hours', 'UTCHours'),
  ),
  style(
    'dates that are compared',
    zone,
    both(
      order(`return $IT;`, `const a = new Date(0); const b = new Date(1);`),
      '`${a} to ${b}`',
      'a < b ? b.getTime() - a.getTime() : 1',
    ),
  ),
  style(
    'a month’s name',
    zone,
    both(
      order(`return new Date(0).toLocaleString('en-GB', { month: 'long', hour: 'numeric'$IT });`),
      '',
      `, timeZone: 'UTC'`,
    ),
  ),
  style(
    'a formatter with its options in a constant',
    zone,
    both(
      order(
        `return new Intl.DateTimeFormat('en-GB', { ...options, hour: '2-digit' }).format(0);`,
        `const options = { dateStyle: undefined$IT } as const;`,
      ),
      '',
      `, timeZone: 'Europe/Berlin'`,
    ),
  ),
  style(
    'a range of dates',
    zone,
    both(
      order(
        `return new Intl.DateTimeFormat('en-GB', { hour: 'numeric', day: 'numeric'$IT }).formatRange(0, 3600000 * 30);`,
      ),
      '',
      `, timeZone: 'UTC'`,
    ),
  ),
  style(
    'a formatter that is called without a date',
    clock,
    both(
      order(
        `return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', minute: 'numeric', second: 'numeric', fractionalSecondDigits: 3 } as any).format($IT);`,
      ),
      '',
      '0',
    ),
  ),
  style(
    'an order that ignores case',
    locale,
    both(
      order(`return ['z', 'ä'].sort((a, b) => a.localeCompare(b, $IT, { sensitivity: 'base' })).join();`),
      'undefined',
      `'de'`,
    ),
  ),
  style(
    'an order for an empty list of locales',
    locale,
    both(order(`return 'z'.localeCompare('ä', $IT);`), '[]', `['sv', 'en']`),
  ),
  style('an amount of cents', locale, both(order(`return (123456789n).toLocaleString($IT);`), '', `'de-DE'`)),
  style(
    'an amount of money',
    locale,
    both(
      order(`return new Intl.NumberFormat($IT, { style: 'currency', currency: 'EUR' }).format(1234.5);`),
      'undefined',
      `'de-DE'`,
    ),
  ),
  style(
    'a currency’s name',
    locale,
    both(order(`return new Intl.DisplayNames($IT, { type: 'currency' }).of('EUR');`), 'undefined as any', `'en'`),
  ),
  style('how long ago', locale, both(order(`return new Intl.RelativeTimeFormat($IT).format(-3, 'day');`), '', `'en'`)),
  style(
    'a list of reasons',
    locale,
    both(
      order(`return new Intl.ListFormat($IT, { type: 'conjunction' }).format(['a', 'b', 'c']);`),
      'undefined',
      `'en'`,
    ),
  ),
  style(
    'the host’s locale',
    locale,
    both(
      order(`return $IT;`),
      'new Intl.NumberFormat().resolvedOptions().locale',
      `new Intl.NumberFormat('en').resolvedOptions().locale`,
    ),
  ),
  style(
    'a method for text in a language',
    locale,
    both(
      order(`return [1234.5, 6789.1].map($IT).join(';');`),
      '(n) => n.toLocaleString()',
      `(n) => n.toLocaleString('en')`,
    ),
  ),
  style(
    'the real class of dates',
    clock,
    both(
      order(`const Real: any = Object.getPrototypeOf(new Date(0)).constructor; return Real.$IT(2020, 1);`),
      'now',
      'UTC',
    ),
  ),
  style(
    'the SDK’s word for the real clock',
    clock,
    both(flow(`return workflowInfo().$IT;`), 'unsafe.now() - Date.now() >= 0', 'startTime.getTime()'),
    false,
  ),
];

const SANDBOX = [
  style('a console that lists', absent, both(order(`console.$IT({ id: 1 }); return 1;`), 'dir', 'info')),
  style(
    'a group of a console',
    absent,
    both(order(`const { $IT: open } = console as any; open('x'); return 1;`), 'group', 'debug'),
  ),
  style(
    'a variable behind a chain of questions',
    environment,
    both(order(`return $IT?.env?.REGION ?? 'eu';`), 'process', '(globalThis as any).process'),
  ),
  style(
    'a variable of a list',
    environment,
    both(order(`return ['REGION'].map((name) => $IT).length;`), 'process.env[name]', 'name.length'),
  ),
  style('a global by another name', absent, both(order(`return $IT;`), `(self as any).name`, `typeof self`)),
  style(
    'a global through global',
    network,
    both(order(`return $IT;`, ``), `global.fetch('https://x.example')`, `typeof global.fetch`),
  ),
  style(
    'a timer that is asked for',
    absent,
    both(
      order(`$IT; return 1;`),
      'globalThis.setInterval(() => undefined, 5)',
      '(globalThis as any).setInterval?.(() => undefined, 5)',
    ),
  ),
  style(
    'a signal of many',
    absent,
    both(
      order(`return typeof $IT;`),
      'AbortSignal.any([new AbortController().signal])',
      'new AbortController().signal.aborted',
    ),
  ),
  style('a key for idempotency', absent, both(flow('return String($IT).length;'), 'crypto.randomUUID()', 'uuid4()')),
  style(
    'a digest',
    absent,
    both(
      order(`return $IT;`),
      `typeof (await crypto.subtle.digest('SHA-256', new TextEncoder().encode('x')))`,
      `new TextEncoder().encode('x').reduce((sum, each) => (sum * 31 + each) % 65521, 7)`,
    ),
  ),
  style(
    'the copy of a value',
    absent,
    both(order('return Object.keys($IT).length;', `const entry = { a: 1 };`), 'structuredClone(entry)', '{ ...entry }'),
  ),
  style(
    'the bytes of a text',
    absent,
    both(order('return $IT;'), `Buffer.byteLength('ä')`, `new TextEncoder().encode('ä').length`),
  ),
  style('base64 by hand', absent, both(order('return $IT;'), `atob('eA==')`, `'eA=='.replace(/=/g, '')`)),
  style(
    'a patched branch that counts',
    absent,
    both(flow(`if (patched('fees-2')) { return $IT; } return 0;`), 'performance.now()', 'Date.now()'),
  ),
  style(
    'the branch of an older run',
    absent,
    both(
      flow(`if (!patched('fees-2')) { await charge('x'); } else { return $IT; } return 0;`),
      'performance.now()',
      'Date.now()',
    ),
  ),
  unverified(
    'a sink that is given the time',
    absent,
    both(
      flow(
        `metrics.observe('paid', $IT); return 1;`,
        `const { metrics } = proxySinks<{ metrics: { observe(name: string, at: number): void } }>();`,
      ),
      'performance.now()',
      'Date.now()',
    ),
  ),
  unverified(
    'a search attribute from the host',
    environment,
    both(
      flow(`upsertSearchAttributes({ Region: [$IT] }); return 1;`),
      'process.env.REGION!',
      'workflowInfo().taskQueue',
    ),
  ),
  unverified(
    'a memo from the host',
    absent,
    both(flow(`wf.upsertMemo({ at: $IT }); return 1;`), 'process.hrtime()[0]', 'Date.now()'),
  ),
  unverified(
    'a log with attributes',
    absent,
    both(flow(`log.info('paid', { at: $IT }); return 1;`), 'performance.now()', 'Date.now()'),
  ),
];

const HANDLERS = [
  unverified(
    'a signal that stamps',
    absent,
    both(
      flow(
        `const paid: unknown[] = []; setHandler(defineSignal<[string]>('paid'), (id) => { paid.push([id, $IT]); }); await condition(() => paid.length > 0); return paid.length;`,
      ),
      'performance.now()',
      'Date.now()',
    ),
  ),
  unverified(
    'a query that formats',
    locale,
    both(
      flow(
        `let total = 0; setHandler(defineQuery<string>('total'), () => total.toLocaleString($IT)); total = 5; await sleep(1000); return total;`,
      ),
      '',
      `'en'`,
    ),
  ),
  unverified(
    'handlers from a table',
    environment,
    both(
      flow(
        `for (const [name, handle] of Object.entries(handlers)) setHandler(defineSignal(name), handle); await condition(() => seen.length > 0); return seen.length;`,
        `const seen: unknown[] = []; const handlers = { paid: () => { seen.push(1); }, failed: () => { seen.push($IT); } };`,
      ),
      'process.env.REASON',
      '2',
    ),
  ),
  unverified(
    'handlers that a helper registers',
    absent,
    both(
      {
        'src/handlers.ts': `import { defineUpdate, setHandler } from '@temporalio/workflow'; export const amend = defineUpdate<number, [number]>('amend'); export function register(state: { cents: number }) { setHandler(amend, (cents) => { state.cents = cents; return $IT; }, { validator: (cents) => { if (cents < 0) throw new Error('negative'); } }); }`,
        w: flow(
          `const state = { cents: 0 }; register(state); await condition(() => state.cents > 0); return state.cents;`,
          `import { register } from '../handlers';`,
        ),
      },
      'performance.now()',
      'Date.now()',
    ),
  ),
  unverified(
    'a validator that reads settings',
    environment,
    both(
      flow(
        `let cents = 0; setHandler(defineUpdate<void, [number]>('amend'), (value) => { cents = value; }, { validator: (value) => { if (value > limit()) throw new Error('too much'); } }); await condition(() => cents > 0); return cents;`,
        `const limit = () => Number($IT);`,
      ),
      'process.env.LIMIT',
      '1000',
    ),
  ),
  unverified(
    'a default handler of signals',
    absent,
    both(
      flow(
        `const seen: unknown[] = []; wf.setDefaultSignalHandler((name, ...args) => { seen.push(name, args.length, $IT); }); await condition(() => seen.length > 0); return seen.length;`,
      ),
      'performance.now()',
      'Date.now()',
    ),
  ),
  unverified(
    'an interceptor of what comes in',
    network,
    both(
      {
        w: flow(
          `return ids.length;`,
          `class Audit implements wf.WorkflowInboundCallsInterceptor { async execute(input: wf.WorkflowExecuteInput, next: wf.Next<wf.WorkflowInboundCallsInterceptor, 'execute'>) { const result = await next(input); $IT; return result; } } export const interceptors: wf.WorkflowInterceptorsFactory = () => ({ inbound: [new Audit()] });`,
        ),
      },
      `await fetch('https://audit.example')`,
      `log.info('audit')`,
    ),
  ),
  unverified(
    'an interceptor of what goes out',
    absent,
    both(
      {
        w: flow(
          `return ids.length;`,
          `const stamp: wf.WorkflowOutboundCallsInterceptor = { async scheduleActivity(input, next) { return await next({ ...input, headers: { ...input.headers, at: $IT } }); } }; export const interceptors = (): wf.WorkflowInterceptors => ({ outbound: [stamp] });`,
        ),
      },
      'performance.now() as any',
      'Date.now() as any',
    ),
  ),
  unverified(
    'a dynamic default workflow’s handlers',
    ['synchronous-query-handlers', 'no-commands-in-query-handlers'],
    [
      flow(
        `let state = 'new'; setHandler(defineQuery<unknown>('state'), async () => state); await sleep(1000); state = 'done'; return state;`,
      ),
      flow(
        `let state = 'new'; setHandler(defineQuery<unknown>('state'), () => state); await sleep(1000); state = 'done'; return state;`,
      ),
    ],
  ),
];

const LIFE = [
  unverified('a step of each payment that is skipped', cancellation, [
    flow(`for (const id of ids) { try { await charge(id); } catch (error) { log.warn('declined', { id }); } }`),
    flow(
      `for (const id of ids) { try { await charge(id); } catch (error) { if (isCancellation(error)) throw error; log.warn('declined', { id }); } }`,
    ),
  ]),
  unverified('a failure that becomes a result', cancellation, [
    flow(
      `const result = await charge('x').catch((error) => ({ error })); const told = await notify(JSON.stringify(result)).catch((error) => ({ error })); return [result, told].length;`,
    ),
    flow(
      `const result = await charge('x').catch((error) => { if (isCancellation(error)) throw error; return { error }; }); const told = await notify(JSON.stringify(result)).catch((error) => { if (isCancellation(error)) throw error; return { error }; }); return [result, told].length;`,
    ),
  ]),
  unverified('a wrapped failure', cancellation, [
    flow(
      `try { await charge('x'); } catch (error) { await CancellationScope.nonCancellable(() => refund('x')); } try { await notify('x'); } catch { log.warn('silent'); }`,
    ),
    flow(
      `try { await charge('x'); } catch (error) { await CancellationScope.nonCancellable(() => refund('x')); throw ApplicationFailure.create({ message: 'declined', cause: error as Error }); } try { await notify('x'); } catch { log.warn('silent'); }`,
    ),
  ]),
  unverified('a refund in a cancelled scope', cleanup, [
    flow(`try { await charge('x'); await book('x'); } catch (error) { await refund('x'); throw error; }`),
    flow(
      `try { await charge('x'); await book('x'); } catch (error) { await CancellationScope.nonCancellable(() => refund('x')); throw error; }`,
    ),
  ]),
  unverified('a hold that is released in the end', cleanup, [
    flow(`await book('x'); try { await charge('x'); } finally { await release('x'); }`),
    flow(
      `await book('x'); try { await charge('x'); } finally { await CancellationScope.nonCancellable(async () => { await release('x'); }); }`,
    ),
  ]),
  unverified('a list of compensations', cleanup, [
    flow(
      `const undo: (() => Promise<void>)[] = []; try { await charge('x'); undo.unshift(() => refund('x')); await book('x'); } catch (error) { for (const each of undo) await each(); throw error; }`,
    ),
    flow(
      `const undo: (() => Promise<void>)[] = []; try { await charge('x'); undo.unshift(() => refund('x')); await book('x'); } catch (error) { await CancellationScope.nonCancellable(async () => { for (const each of undo) await each(); }); throw error; }`,
    ),
  ]),
  unverified('a compensation that only an ordinary failure needs', cleanup, [
    flow(`try { await charge('x'); } catch (error) { if (isCancellation(error)) { await refund('x'); } throw error; }`),
    flow(
      `try { await charge('x'); } catch (error) { if (!isCancellation(error)) { await refund('x'); } throw error; }`,
    ),
  ]),
  unverified(
    'a notice that nobody waits for',
    ['no-floating-promises'],
    [
      flow(`const id = await charge('x'); notify(id); return id;`),
      flow(`const id = await charge('x'); await notify(id); return id;`),
    ],
  ),
  unverified(
    'charges in a forEach',
    ['no-floating-promises'],
    [
      flow(`ids.forEach(async (id) => { await charge(id); }); return ids.length;`),
      flow(`await Promise.all(ids.map(async (id) => { await charge(id); })); return ids.length;`),
    ],
  ),
  unverified(
    'a subscription without an end',
    ['continue-as-new-in-endless-loops'],
    [
      flow(`for (;;) { await charge('x'); await sleep('30 days'); }`),
      flow(
        `for (let month = 0; month < 12; month++) { await charge('x'); await sleep('30 days'); } await continueAsNew<typeof order>(ids, kind);`,
      ),
    ],
  ),
  unverified(
    'a subscription that begins again',
    ['await-continue-as-new'],
    [
      flow(
        `for (let month = 0; month < 12; month++) { await charge('x'); await sleep('30 days'); } continueAsNew<typeof order>(ids, kind);`,
      ),
      flow(
        `for (let month = 0; month < 12; month++) { await charge('x'); await sleep('30 days'); } return await continueAsNew<typeof order>(ids, kind);`,
      ),
    ],
  ),
  unverified(
    'an update that is still running at the end',
    ['await-all-handlers'],
    [
      flow(
        `setHandler(defineUpdate<void>('finish'), async () => { await notify('x'); }); await charge('x'); return 1;`,
      ),
      flow(
        `setHandler(defineUpdate<void>('finish'), async () => { await notify('x'); }); await charge('x'); await condition(allHandlersFinished); return 1;`,
      ),
    ],
  ),
  unverified(
    'an update that comes too early',
    ['handlers-before-first-await'],
    [
      flow(
        `await charge('x'); let isDone = false; setHandler(defineUpdate<void>('finish'), () => { isDone = true; }); await condition(() => isDone);`,
      ),
      flow(
        `let isDone = false; setHandler(defineUpdate<void>('finish'), () => { isDone = true; }); await charge('x'); await condition(() => isDone);`,
      ),
    ],
  ),
  unverified(
    'a look at a flag each second',
    ['prefer-condition'],
    [
      flow(
        `let isPaid = false; setHandler(defineSignal('paid'), () => { isPaid = true; }); while (!isPaid) { await sleep('1 second'); } return isPaid;`,
      ),
      flow(
        `let isPaid = false; setHandler(defineSignal('paid'), () => { isPaid = true; }); await condition(() => isPaid, '30 days'); return isPaid;`,
      ),
    ],
  ),
  unverified(
    'what a replay must not see',
    ['no-replay-branch'],
    [
      flow(`if (!workflowInfo().unsafe.isReplaying) await notify('x'); return 1;`),
      flow(`if (workflowInfo().attempt === 1) await notify('x'); return 1;`),
    ],
  ),
  unverified(
    'a ledger in a Map',
    ['serializable-payloads'],
    [
      `${SDK}\nexport async function order(entries: Map<string, number>): Promise<number> { await charge('x'); return entries.size; }`,
      `${SDK}\nexport async function order(entries: Record<string, number>): Promise<number> { await charge('x'); return Object.keys(entries).length; }`,
    ],
  ),
  unverified(
    'a pause by hand',
    ['prefer-sleep'],
    [
      flow(
        `await pause(1000); return 1;`,
        `const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });`,
      ),
      flow(`await pause(1000); return 1;`, `const pause = (ms: number) => sleep(ms);`),
    ],
  ),
];

const LIBRARIES = [
  style(
    'a client of a provider that is not installed',
    network,
    both(
      {
        w: order(
          `return await send('x');`,
          `import axios, { isAxiosError, type AxiosInstance } from 'axios'; export const known = (error: unknown) => isAxiosError(error); const send = async (id: string, client?: AxiosInstance): Promise<unknown> => $IT;`,
        ),
      },
      `await axios.post('https://psp.example', { id })`,
      `[id, client].length`,
    ),
    false,
  ),
  style(
    'an instance with a base address',
    network,
    both(
      {
        'src/http.ts': `import ky from 'ky'; export const http = ky.create({ prefixUrl: 'https://psp.example' }); export const path = (id: string) => '/charges/' + id;`,
        w: order(`return await $IT;`, `import { http, path } from '../http'; export const both = [http, path].length;`),
      },
      `http.get('x').json()`,
      `path('x')`,
    ),
    false,
  ),
  style(
    'a cloud’s queue',
    network,
    both(
      {
        w: order(
          `return typeof $IT;`,
          `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; const make = () => new SQSClient({}); export const command = () => new SendMessageCommand({ QueueUrl: 'x', MessageBody: 'y' });`,
        ),
      },
      `(await make().send(command()))`,
      `'x'`,
    ),
    false,
  ),
  style(
    'a provider’s errors',
    network,
    both(
      {
        w: order(
          `return await pay('x');`,
          `import Stripe from 'stripe'; const pay = async (id: string): Promise<unknown> => $IT;`,
        ),
      },
      `await new Stripe('key').paymentIntents.capture(id)`,
      `(undefined as Stripe.PaymentIntent | undefined)?.id ?? id`,
    ),
    false,
  ),
  style(
    'a database for its types',
    bundle,
    both(
      {
        w: order(
          `return ids.length;`,
          `$IT export interface Repo { pool: Pool } export const isRepo = (value: unknown): value is Repo => typeof value === 'object';`,
        ),
      },
      `import { Pool } from 'pg'; export const open = () => new Pool();`,
      `import { Pool } from 'pg';`,
    ),
    false,
  ),
  style(
    'a generated client of a database',
    network,
    both(
      {
        ...lib('@shop/db', {
          'index.js': `const { request } = require('./engine'); class ModelClient { constructor(name) { this.name = name; } findMany(args) { return request(this.name, args); } } class DbClient { constructor() { this.payment = new ModelClient('payment'); } } exports.DbClient = DbClient; exports.Status = { PAID: 'PAID' };`,
          'engine.js': `exports.request = (name, args) => fetch('http://127.0.0.1/' + name, args);`,
        }),
        w: order(
          `return $IT;`,
          `import { DbClient, Status } from '@shop/db'; export const all = [DbClient, Status].length;`,
        ),
      },
      'await new DbClient().payment.findMany({})',
      'Status.PAID',
    ),
  ),
  style(
    'a logger with levels',
    absent,
    both(
      {
        ...lib('tiny-log', {
          'index.js': `const levels = ['debug', 'info', 'warn']; function make(options) { const log = {}; const time = (options && options.timestamp) || (() => performance.now()); levels.forEach((level) => { log[level] = (message) => [time(), level, message]; }); log.child = (more) => make(Object.assign({}, options, more)); return log; } module.exports = make; module.exports.default = make; module.exports.epoch = () => Date.now();`,
        }),
        w: order(
          `return logger.child({ flow: 'x' }).info('paid').length;`,
          `import make from 'tiny-log'; const logger = make({$IT});`,
        ),
      },
      '',
      ' timestamp: make.epoch ',
    ),
  ),
  style(
    'utilities in one object',
    absent,
    both(
      {
        ...lib(
          'low-dash',
          {
            'lodash.js': `;(function () { var root = typeof globalThis == 'object' && globalThis || Function('return this')(); function now() { return root.Date.now(); } function uid() { return root.crypto.randomUUID(); } function lodash(value) { return { value: value }; } function mixin(object, source) { Object.keys(source).forEach(function (key) { object[key] = source[key]; }); } mixin(lodash, { now: now, uid: uid }); lodash.now = now; lodash.uid = uid; lodash._ = lodash; if (typeof module == 'object' && module.exports) { (module.exports = lodash)._ = lodash; } else { root._ = lodash; } }.call(this));`,
          },
          { main: 'lodash.js' },
        ),
        w: order(`return String(_.$IT()).length;`, `import _ from 'low-dash';`),
      },
      'uid',
      'now',
    ),
  ),
  style(
    'a date library with plugins',
    zone,
    both(
      {
        ...lib('tiny-day', {
          'index.js': `class Day { constructor(at) { this.$d = new Date(at); this.init(); } init() { this.$y = this.$d.getUTCFullYear(); } format() { return this.$y + '-' + this.$d.getMonth(); } valueOf() { return this.$d.getTime(); } add(n) { return new Day(this.valueOf() + n); } } const make = (at) => new Day(at); make.extend = (plugin) => { plugin({}, Day, make); return make; }; module.exports = make;`,
          'plugin/iso.js': `module.exports = (_options, Day) => { Day.prototype.iso = function () { return this.$d.toISOString(); }; };`,
        }),
        w: order(
          `return (day(0) as any).add(5).$IT();`,
          `import day from 'tiny-day'; import iso from 'tiny-day/plugin/iso'; day.extend(iso);`,
        ),
      },
      'format',
      'iso',
    ),
  ),
  style(
    'a schema with a transform',
    absent,
    both(
      {
        ...lib(
          'tiny-schema',
          {
            'index.mjs': `class Schema { constructor(check) { this._check = check; } parse(value) { const result = this._check(value); if (!result.ok) throw new Error('invalid'); return result.value; } transform(f) { return new Schema((value) => { const result = this._check(value); return result.ok ? { ok: true, value: f(result.value) } : result; }); } default(make) { return new Schema((value) => this._check(value === undefined ? (typeof make === 'function' ? make() : make) : value)); } } export const string = () => new Schema((value) => typeof value === 'string' ? { ok: true, value } : { ok: false }); export * as s from './index.mjs';`,
          },
          { main: 'index.mjs', module: 'index.mjs' },
        ),
        w: order(
          `return id.parse($IT);`,
          `import { s } from 'tiny-schema'; const id = s.string().default(() => crypto.randomUUID()).transform((x: string) => x.length);`,
        ),
      },
      'undefined',
      '"x"',
    ),
  ),
  style(
    'ids by an alphabet',
    absent,
    both(
      {
        ...lib(
          'tiny-id',
          {
            'index.browser.js': `export const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes)); export const custom = (alphabet, size, get) => () => { let id = ''; const bytes = get(size); for (let i = 0; i < size; i++) id += alphabet[bytes[i] % alphabet.length]; return id; }; export const make = (size = 21) => custom('abc', size, random)();`,
            'index.js': `module.exports = require('crypto');`,
          },
          { main: 'index.js', browser: 'index.browser.js' },
        ),
        w: order(`return $IT;`, `import { custom, make } from 'tiny-id'; export const all = [custom, make].length;`),
      },
      'make(5)',
      `custom('ab', 5, (n: number) => new Uint8Array(n))()`,
    ),
  ),
  style(
    'an adapter that is picked by what there is',
    network,
    both(
      {
        ...lib('tiny-http', {
          'index.js': `const adapters = { xhr: typeof XMLHttpRequest !== 'undefined' && ((url) => new XMLHttpRequest().open('GET', url)), fetch: (url) => fetch(url) }; const pick = (names) => { for (const name of names) { if (adapters[name]) return adapters[name]; } throw new Error('none'); }; class Client { constructor(defaults) { this.defaults = defaults; } request(url) { return pick(this.defaults.adapter)(url); } url(path) { return this.defaults.base + path; } } ['get', 'delete'].forEach((method) => { Client.prototype[method] = function (url) { return this.request(url); }; }); const create = (defaults) => new Client(Object.assign({ adapter: ['xhr', 'fetch'], base: '' }, defaults)); module.exports = create({}); module.exports.create = create; module.exports.default = module.exports;`,
        }),
        w: order(
          `return await http.create({ base: 'https://psp.example' }).$IT('/x');`,
          `import http from 'tiny-http';`,
        ),
      },
      'get',
      'url',
    ),
  ),
  style(
    'a query builder that is only written out',
    network,
    both(
      {
        ...lib('tiny-sql', {
          'index.js': `function Builder(run) { this.parts = []; this.run = run; } ['select', 'from', 'where'].forEach(function (name) { Builder.prototype[name] = function (text) { this.parts.push(name + ' ' + text); return this; }; }); Builder.prototype.toString = function () { return this.parts.join(' '); }; Builder.prototype.then = function (resolve, reject) { return this.run(this.toString()).then(resolve, reject); }; module.exports = function (options) { return new Builder(function (text) { return fetch(options.url, { body: text }); }); };`,
        }),
        w: order(
          `return $IT;`,
          `import sql from 'tiny-sql'; const query = () => sql({ url: 'https://db.example' }).select('id').from('payments');`,
        ),
      },
      'await query()',
      'query().toString()',
    ),
  ),
  style(
    'commands that a bus sends',
    network,
    both(
      {
        ...lib('tiny-cloud', {
          'index.js': `class Command { constructor(input) { this.input = input; } resolveMiddleware(stack, config) { return stack.resolve((request) => config.requestHandler.handle(request)); } } class Put extends Command {} class Stack { constructor() { this.steps = []; } add(step) { this.steps.push(step); } resolve(last) { let handler = last; for (const step of this.steps.slice().reverse()) handler = step(handler); return handler; } } class Client { constructor(config) { this.config = Object.assign({ requestHandler: { handle: (request) => fetch(request.url) } }, config); this.middlewareStack = new Stack(); this.middlewareStack.add((next) => (request) => next(Object.assign({}, request, { signed: true }))); } send(command) { return command.resolveMiddleware(this.middlewareStack, this.config)(command.input); } } module.exports = { Client, Put };`,
        }),
        w: order(
          `return await new Client({$IT}).send(new Put({ url: 'x' }));`,
          `import { Client, Put } from 'tiny-cloud';`,
        ),
      },
      '',
      ` requestHandler: { handle: (request: any) => request.url } `,
    ),
  ),
];

export const PAYMENTS = [...MODULES, ...CLASSES, ...FUNCTIONS, ...TIME, ...SANDBOX, ...HANDLERS, ...LIFE, ...LIBRARIES];
