// Workflow code as teams share it out among files: proxies, definitions, steps and sagas in modules of their own, services by
// constructors and decorators, settings, libraries by stubs of the same shape. Each file stands beside a twin that does almost the
// same and is right. What is expected was written down before the rules saw any of them.

import {
  absent,
  ACTIVITIES,
  bundle,
  cancellation,
  cleanup,
  environment,
  lib,
  locale,
  network,
  order,
  pair,
  unverified,
  zone,
} from './parts.mjs';

const floating = ['no-floating-promises'];
const SDK = `import { allHandlersFinished, ActivityFailure, CancellationScope, condition, continueAsNew, defineQuery, defineSignal, defineUpdate, executeChild, getExternalWorkflowHandle, isCancellation, log, patched, proxyActivities, proxyLocalActivities, proxySinks, setHandler, sleep, startChild, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';`;
const flow = (body, before = '') => order(body, `${SDK}\n${ACTIVITIES}\n${before}`);
/** The proxies in a file of their own, from which workflows take them. */
const PROXIES = {
  'src/workflows/activities.ts': `import { proxyActivities } from '@temporalio/workflow';\n${ACTIVITIES}\nexport { charge, refund, notify, book, release };`,
};
const TAKEN = `${SDK}\nimport { charge, refund, notify, book, release } from './activities';`;
const shared = (body, before = '') => order(body, `${TAKEN}\n${before}`);

const PROXIED_ELSEWHERE = [
  unverified(
    'a notice by a proxy of another file',
    floating,
    { ...PROXIES, w: shared('await charge(kind); $IT notify(kind); return kind;') },
    '',
    'await',
  ),
  unverified(
    'orders in a loop, charged by a proxy of another file',
    cancellation,
    {
      ...PROXIES,
      w: shared(
        'const failed: string[] = []; for (const id of ids) { try { await charge(id); } catch (error) { $IT failed.push(id); } } return failed;',
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'a refund in a catch, by a proxy of another file',
    cleanup,
    { ...PROXIES, w: shared('try { await charge(kind); await book(kind); } catch (error) { $IT throw error; }') },
    'await refund(kind);',
    'await CancellationScope.nonCancellable(() => refund(kind));',
  ),
  unverified(
    'proxies that are exported as one object',
    floating,
    {
      'src/workflows/proxies.ts': `import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow'; interface Payments { charge(id: string): Promise<string> } interface Mails { notify(id: string): Promise<void> } export const payments = proxyActivities<Payments>({ startToCloseTimeout: '1 minute' }); export const mails = proxyLocalActivities<Mails>({ startToCloseTimeout: '5 seconds' });`,
      'src/workflows/shared/index.ts': `export * from '../proxies';`,
      w: order(
        'await payments.charge(kind); $IT mails.notify(kind); return kind;',
        `import { mails, payments } from './shared';`,
      ),
    },
    '',
    'await',
  ),
  unverified(
    'a proxy that is a default export',
    floating,
    {
      'src/workflows/mail.ts': `import { proxyActivities } from '@temporalio/workflow'; export default proxyActivities<{ send(to: string): Promise<void> }>({ startToCloseTimeout: '1 minute' });`,
      w: order(
        '$IT ids.map((id) => mail.send(id)) $AFTER; return kind;'.replace('$IT', '').replace('$AFTER', '$IT'),
        `import mail from './mail';`,
      ),
    },
    '',
    '.length',
  ),
  unverified(
    'a query of another file whose handler is asynchronous',
    ['synchronous-query-handlers'],
    {
      'src/workflows/messages.ts': `import { defineQuery, defineSignal } from '@temporalio/workflow'; export const statusQuery = defineQuery<string>('status'); export const cancelSignal = defineSignal<[string]>('cancel');`,
      w: flow(
        `let status = 'open'; setHandler(statusQuery, $IT () => status $AS); setHandler(cancelSignal, (why) => { status = why; }); await charge(kind); return status;`.replace(
          ' $AS',
          '',
        ),
        `import { cancelSignal, statusQuery } from './messages';`,
      ),
    },
    'async',
    '',
  ),
  unverified(
    'an update of another file that comes too early',
    ['handlers-before-first-await'],
    {
      'src/shared/messages.ts': `import { defineUpdate } from '@temporalio/workflow'; export const addItem = defineUpdate<number, [string]>('addItem');`,
      'src/shared/index.ts': `export * as messages from './messages';`,
      w: flow(
        `const all: string[] = []; $IT await condition(() => all.length > 3); return all;`,
        `import { messages } from '../shared';`,
      ),
    },
    `await charge(kind); setHandler(messages.addItem, (id) => all.push(id));`,
    `setHandler(messages.addItem, (id) => all.push(id)); await charge(kind);`,
  ),
  unverified(
    'an update of another file that is at work at the end',
    ['await-all-handlers'],
    {
      'src/workflows/messages.ts': `import { defineSignal, defineUpdate } from '@temporalio/workflow'; export const changePlan = defineUpdate<void, [string]>('changePlan'); export const close = defineSignal('close');`,
      w: flow(
        `let isOpen = true; setHandler(close, () => { isOpen = false; }); setHandler(changePlan, async (id) => { await charge(id); }); await condition(() => !isOpen); $IT return kind;`,
        `import { changePlan, close } from './messages';`,
      ),
    },
    '',
    'await condition(allHandlersFinished);',
  ),
  unverified(
    'a validator of an update of another file',
    ['synchronous-update-validators'],
    {
      'src/workflows/messages.ts': `import { defineUpdate } from '@temporalio/workflow'; export const changePlan = defineUpdate<void, [string]>('changePlan');`,
      w: flow(
        `setHandler(changePlan, (id) => { ids.push(id); }, { validator: $IT }); await condition(() => ids.length > 5); return kind;`,
        `import { changePlan } from './messages';`,
      ),
    },
    `async (id) => { if (!(await charge(id))) throw new Error('no'); }`,
    `(id) => { if (id.length === 0) throw new Error('no'); }`,
  ),
];

const STEPS = {
  ...PROXIES,
  'src/workflows/steps.ts': `import { CancellationScope } from '@temporalio/workflow'; import { book, charge, notify, refund, release } from './activities';
export async function fulfil(id: string): Promise<string> { const paid = await charge(id); await book(id); return paid; }
export const tell = (id: string): Promise<void> => notify(id);
export async function undo(id: string): Promise<void> { await release(id); await refund(id); }
export async function undoAnyway(id: string): Promise<void> { await CancellationScope.nonCancellable(async () => { await release(id); await refund(id); }); }
export async function undoAll(steps: Array<() => Promise<unknown>>): Promise<void> { for (const step of steps.reverse()) await step(); }
export const plan = async (id: string): Promise<string> => 'plan of ' + id;`,
};
const stepped = (body, before = '') =>
  order(
    body,
    `${SDK}\nimport { fulfil, plan, tell, undo, undoAll, undoAnyway } from './steps';\nvoid [fulfil, plan, tell, undo, undoAll, undoAnyway];\n${before}`,
  );
const SAGA = {
  'src/lib/saga.ts': `export class Saga { private readonly undo: Array<() => Promise<unknown>> = []; add(step: () => Promise<unknown>): this { this.undo.unshift(step); return this; } async compensate(): Promise<void> { for (const step of this.undo) await step(); } }`,
};

const STEPS_ELSEWHERE = [
  unverified(
    'steps of another file in a loop that goes on',
    cancellation,
    {
      ...STEPS,
      w: stepped(
        'let failed = 0; for (const id of ids) { try { await $IT(id); } catch { failed += 1; } } return failed;',
      ),
    },
    'fulfil',
    'plan',
  ),
  unverified(
    'a step of another file that nobody waits for',
    floating,
    { ...STEPS, w: stepped('await fulfil(kind); $IT tell(kind); return kind;') },
    '',
    'await',
  ),
  unverified(
    'an undo of another file in a catch',
    cleanup,
    {
      ...STEPS,
      w: stepped('try { await fulfil(kind); } catch (error) { await $IT(kind); throw error; } return kind;'),
    },
    'undo',
    'undoAnyway',
  ),
  unverified(
    'an undo of another file in finally',
    cleanup,
    { ...STEPS, w: stepped('try { return await fulfil(kind); } finally { $IT }') },
    'await undo(kind);',
    'await CancellationScope.nonCancellable(() => undo(kind));',
  ),
  unverified(
    'a list of compensations that is handed to a function of another file',
    cleanup,
    {
      ...STEPS,
      w: shared(
        'const done: Array<() => Promise<unknown>> = []; try { await book(kind); done.push(() => release(kind)); await charge(kind); } catch (error) { $IT throw error; } return kind;',
        `import { undoAll } from './steps';`,
      ),
    },
    'await undoAll(done);',
    'await CancellationScope.nonCancellable(() => undoAll(done));',
  ),
  unverified(
    'a list of compensations that is handed to a function',
    cleanup,
    {
      w: flow(
        'const done: Array<() => Promise<unknown>> = []; try { await book(kind); done.push(() => release(kind)); await charge(kind); } catch (error) { $IT throw error; } return kind;',
        'async function undoAll(steps: Array<() => Promise<unknown>>) { for (const step of steps.reverse()) await step(); }',
      ),
    },
    'await undoAll(done);',
    'await CancellationScope.nonCancellable(() => undoAll(done));',
  ),
  unverified(
    'a saga whose class is in another file',
    cleanup,
    {
      ...SAGA,
      w: flow(
        'const saga = new Saga(); try { await book(kind); saga.add(() => release(kind)); await charge(kind); } catch (error) { $IT throw error; } return kind;',
        `import { Saga } from '../lib/saga';`,
      ),
    },
    'await saga.compensate();',
    'await CancellationScope.nonCancellable(() => saga.compensate());',
  ),
  unverified(
    'compensations that reduceRight chains',
    cleanup,
    {
      w: flow(
        'const done: Array<() => Promise<unknown>> = []; try { await book(kind); done.push(() => release(kind)); await charge(kind); } catch (error) { $IT throw error; } return kind;',
      ),
    },
    'await done.reduceRight((before, step) => before.then(() => step() as Promise<void>), Promise.resolve());',
    'await CancellationScope.nonCancellable(() => done.reduceRight((before, step) => before.then(() => step() as Promise<void>), Promise.resolve()));',
  ),
  unverified(
    'two sagas of one class, of which one undoes nothing but a log',
    cleanup,
    {
      w: flow(
        'const money = new Saga(); const notes = new Saga(); try { await book(kind); money.add(() => release(kind)); notes.add(async () => { log.info(kind); }); await charge(kind); } catch (error) { $IT throw error; } return kind;',
        'class Saga { readonly steps: Array<() => Promise<void>> = []; add(step: () => Promise<void>) { this.steps.push(step); } async undo() { for (const step of this.steps) await step(); } }',
      ),
    },
    'await money.undo();',
    'await notes.undo(); await CancellationScope.nonCancellable(() => money.undo());',
  ),
  unverified(
    'a retry of ones own, in another file',
    cancellation,
    {
      'src/lib/attempt.ts': `import { isCancellation, sleep } from '@temporalio/workflow'; export async function careless<T>(run: () => Promise<T>): Promise<T | undefined> { try { return await run(); } catch { return undefined; } } export async function careful<T>(run: () => Promise<T>): Promise<T | undefined> { try { return await run(); } catch (error) { if (isCancellation(error)) throw error; return undefined; } }`,
      w: flow(
        'let failed = 0; for (const id of ids) { if ((await $IT(() => charge(id))) === undefined) failed += 1; } return failed;',
        `import { careful, careless } from '../lib/attempt'; void [careful, careless];`,
      ),
    },
    'careless',
    'careful',
  ),
  unverified(
    'an entity whose loop is in a class of another file',
    ['continue-as-new-in-endless-loops'],
    {
      ...STEPS,
      w: stepped(
        `let queue = ids; for (;;) { await condition(() => queue.length > 0); await fulfil(queue.shift()!); $IT }`,
      ),
    },
    '',
    'if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof order>(queue, kind);',
  ),
  unverified(
    'a query that starts a step of another file',
    ['no-commands-in-query-handlers'],
    {
      ...STEPS,
      w: stepped(
        `setHandler(state, () => { $IT return 'on'; }); await sleep('1 day'); return kind;`,
        `export const state = defineQuery<string>('state');`,
      ),
    },
    'void tell(kind);',
    'log.debug(kind);',
  ),
];

const CANCELLED = [
  unverified(
    'chunks that are settled one after another',
    cancellation,
    {
      w: flow(
        'let failed = 0; for (let at = 0; at < ids.length; at += 10) { const done = await Promise.allSettled(ids.slice(at, at + 10).map((id) => charge(id))); for (const each of done) if (each.status === "rejected") { $IT failed += 1; } } return failed;',
      ),
    },
    '',
    'if (isCancellation(each.reason)) throw each.reason;',
  ),
  unverified(
    'a hold that is released by a variable of the state',
    cleanup,
    {
      w: flow(
        `let held: string | undefined; try { await book(kind); held = kind; await sleep('1 day'); await charge(kind); } finally { if (held !== undefined) { $IT } } return kind;`,
      ),
    },
    'await release(held);',
    'const id = held; await CancellationScope.nonCancellable(async () => { await release(id); });',
  ),
  unverified(
    'a child that is told of the end',
    cleanup,
    {
      w: flow(
        `const child = await startChild('ship', { args: [kind] }); try { await charge(kind); } catch (error) { $IT throw error; } return child.workflowId;`,
      ),
    },
    `await child.signal('stop');`,
    `await CancellationScope.nonCancellable(() => child.signal('stop'));`,
  ),
  unverified(
    'a monitor that reports what it cannot do',
    cancellation,
    {
      w: flow(
        `while (true) { try { await charge(kind); await sleep('1 hour'); } catch (error) { log.warn('failed', { error }); $IT } if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof order>(ids, kind); }`,
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'a step of a class that marks the order as failed',
    cleanup,
    {
      w: flow(
        'return await new Order(kind).run();',
        'class Order { private state = "new"; constructor(private readonly id: string) {} async run() { try { await charge(this.id); this.state = "paid"; } catch (error) { this.state = "failed"; $IT throw error; } return this.state; } private async fail() { await notify(this.id); } }',
      ),
    },
    'await this.fail();',
    'await CancellationScope.nonCancellable(() => this.fail());',
  ),
];

const PROMISES = [
  unverified(
    'a local activity',
    floating,
    {
      w: flow(
        `$IT local.audit(kind); return charge(kind);`,
        `const local = proxyLocalActivities<{ audit(id: string): Promise<void> }>({ startToCloseTimeout: '2 seconds' });`,
      ),
    },
    '',
    'await',
  ),
  unverified(
    'a scope that is run',
    floating,
    { w: flow(`const scope = new CancellationScope(); $IT scope.run(() => charge(kind)); return kind;`) },
    '',
    'await',
  ),
  unverified(
    'children that are kept, and not waited for',
    floating,
    { w: flow(`for (const id of ids) { $IT executeChild('ship', { args: [id] }); } return kind;`) },
    '',
    'await',
  ),
  unverified(
    'a timer that goes off by then',
    floating,
    { w: flow(`$IT; return await charge(kind);`) },
    `sleep('1 hour').then(() => notify(kind))`,
    `const late = sleep('1 hour').then(() => notify(kind)); await late`,
  ),
  unverified(
    'an activity in a ternary',
    floating,
    { w: flow(`ids.length > 3 ? $IT : undefined; return kind;`) },
    'notify(kind)',
    'await notify(kind)',
  ),
  unverified(
    'a function of the workflow that nobody waits for',
    floating,
    {
      w: flow(`$IT ship(kind); return kind;`, `async function ship(id: string) { await book(id); await notify(id); }`),
    },
    '',
    'await',
  ),
  unverified(
    'a service that keeps its proxies',
    floating,
    {
      w: flow(
        `const mails = new Mails(); $IT mails.welcome(kind); return charge(kind);`,
        `class Mails { private readonly out = proxyActivities<{ send(to: string, text: string): Promise<void> }>({ startToCloseTimeout: '1 minute' }); async welcome(to: string) { await this.out.send(to, 'welcome'); } }`,
      ),
    },
    '',
    'await',
  ),
];

const HANDLERS = [
  unverified(
    'a queue that an update fills while it works',
    ['await-all-handlers'],
    {
      w: flow(
        `const all: string[] = []; setHandler(add, async (id) => { await charge(id); all.push(id); return all.length; }); await sleep('1 day'); $IT return all;`,
        `const add = defineUpdate<number, [string]>('add');`,
      ),
    },
    '',
    'await condition(allHandlersFinished);',
  ),
  unverified(
    'a handler by a method that is bound',
    ['synchronous-query-handlers'],
    {
      w: flow(
        `const cart = new Cart(); setHandler(total, cart.total.bind(cart)); await charge(kind); return kind;`,
        `const total = defineQuery<number>('total'); class Cart { private readonly prices: number[] = []; $IT total(): any { return this.prices.reduce((sum, each) => sum + each, 0); } }`,
      ),
    },
    'async',
    '',
  ),
  unverified(
    'a wait for an approval',
    ['prefer-condition'],
    {
      w: flow(
        `const state = { isApproved: false }; setHandler(approve, () => { state.isApproved = true; }); $IT return charge(kind);`,
        `const approve = defineSignal('approve');`,
      ),
    },
    `while (!state.isApproved) await sleep(5_000);`,
    `await condition(() => state.isApproved, '7 days');`,
  ),
  unverified(
    'a wait for a queue that turns',
    ['no-busy-loop'],
    {
      w: flow(
        `const queue: string[] = []; setHandler(add, (id) => { queue.push(id); }); $IT return queue;`,
        `const add = defineSignal<[string]>('add');`,
      ),
    },
    `while (queue.length === 0) await Promise.resolve();`,
    `await condition(() => queue.length > 0);`,
  ),
  unverified(
    'a renewal that is not waited for',
    ['await-continue-as-new', 'no-floating-promises'],
    { w: flow(`for (const id of ids) await charge(id); $IT continueAsNew<typeof order>(ids, kind);`) },
    '',
    'await',
  ),
  unverified(
    'a renewal in a try',
    ['await-continue-as-new', 'no-swallowed-cancellation'],
    { w: flow(`for (;;) { $IT }`) },
    `try { await charge(kind); await continueAsNew<typeof order>(ids, kind); } catch { log.warn(kind); await sleep('1 hour'); }`,
    `try { await charge(kind); } catch (error) { if (isCancellation(error)) throw error; log.warn(kind); await sleep('1 hour'); } await continueAsNew<typeof order>(ids, kind);`,
  ),
  unverified(
    'a patch that is asked for by a constant of the module',
    ['no-patched-at-module-scope'],
    { w: flow(`if ($USE) await notify(kind); return kind;`.replace('$USE', 'NEW()'), `$IT`) },
    `const isNew = patched('mail'); const NEW = () => isNew;`,
    `const NEW = () => patched('mail');`,
  ),
  unverified(
    'a notice that replays leave out',
    ['no-replay-branch'],
    { w: flow(`if (!workflowInfo().unsafe.isReplaying) { $IT } return charge(kind);`) },
    'await notify(kind);',
    'log.info(kind);',
  ),
  unverified(
    'an argument that is a map',
    ['serializable-payloads'],
    {
      w: `${SDK}\n${ACTIVITIES}\ntype Prices = $IT; export async function order(prices: Prices): Promise<number> { return Object.keys(prices).length; }`,
    },
    'Map<string, number>',
    'Record<string, number>',
  ),
  unverified(
    'a big number in a signal',
    ['serializable-payloads'],
    {
      w: flow(
        `setHandler(pay, (cents) => { log.info(String(cents)); }); await sleep('1 day'); return kind;`,
        `export const pay = defineSignal<[cents: $IT]>('pay');`,
      ),
    },
    'bigint',
    'string',
  ),
];

const MODULES = [
  pair(
    'a service of a container with decorators',
    environment,
    {
      'src/di.ts': `const made = new Map<unknown, unknown>(); export function Injectable() { return (target: any) => target; } export const inject = <T>(type: new () => T): T => { if (!made.has(type)) made.set(type, new type()); return made.get(type) as T; };`,
      'src/pricing/settings.ts': `import { Injectable } from '../di'; @Injectable() export class Settings { region() { return $IT; } }`,
      'src/pricing/index.ts': `import { inject, Injectable } from '../di'; import { Settings } from './settings'; @Injectable() export class Pricing { constructor(private readonly settings = inject(Settings)) {} tax() { return this.settings.region() === 'eu' ? 20 : 0; } }`,
      w: order('return new Pricing().tax();', `import { Pricing } from '../pricing';`),
    },
    'process.env.REGION',
    `String('eu')`,
  ),
  pair(
    'an environment that is taken apart',
    environment,
    {
      'src/env.ts': `$IT export const isLive = NODE_ENV === 'production';`,
      w: order('return isLive;', `import { isLive } from '../env';`),
    },
    'const { NODE_ENV, REGION } = process.env; void REGION;',
    'const NODE_ENV = process.env.NODE_ENV;',
  ),
  pair(
    'an environment that a schema reads',
    environment,
    {
      ...lib(
        'tiny-env',
        {
          'index.js': `export function createEnv({ server, runtimeEnv }) { const out = {}; for (const key of Object.keys(server)) out[key] = server[key].parse(runtimeEnv[key]); return out; }`,
        },
        { main: 'index.js', module: 'index.js' },
      ),
      'src/env.ts': `import { createEnv } from 'tiny-env'; const text = { parse: (value: unknown) => String(value ?? '') }; export const env = createEnv({ server: { REGION: text }, runtimeEnv: $IT });`,
      'src/rules.ts': `import { env } from './env'; export const isEu = () => env.REGION === 'eu'; export const LIMIT = 5;`,
      w: order('return LIMIT;', `import { LIMIT } from '../rules';`),
    },
    'process.env',
    `{ REGION: 'eu' } as Record<string, string>`,
  ),
  pair(
    'a dotenv that a barrel loads',
    bundle,
    {
      ...lib(
        'dot-env',
        {
          'config.js': `const fs = require('fs'); const path = require('path'); module.exports = fs.existsSync(path.resolve('.env'));`,
          'index.js': `module.exports = { parse(text) { return text.split('\\n'); } };`,
        },
        { main: 'index.js' },
      ),
      'src/config/index.ts': `$IT export const RETRIES = 3;`,
      w: order('return RETRIES;', `import { RETRIES } from '../config';`),
    },
    `import 'dot-env/config';`,
    `import 'dot-env';`,
  ),
  pair(
    'an enum beside a repository',
    bundle,
    {
      'src/orders/repository.ts': `import { readFileSync } from 'node:fs'; export class Repository { load(path: string) { return readFileSync(path, 'utf8'); } }`,
      'src/orders/status.ts': `export enum Status { Open = 'OPEN', Paid = 'PAID' }`,
      'src/orders/index.ts': `export { Repository } from './repository'; export { Status } from './status';`,
      w: order('return Status.Paid;', `import { Status } from '../orders$IT';`),
    },
    '',
    '/status',
  ),
  pair(
    'a type beside a repository',
    bundle,
    {
      'src/orders/repository.ts': `import { readFileSync } from 'node:fs'; export interface Row { id: string } export class Repository { load(path: string): Row { return { id: readFileSync(path, 'utf8') }; } }`,
      w: order(
        'const rows: Row[] = ids.map((id) => ({ id })); return rows.length$IT;',
        `import { type Row, Repository } from '../orders/repository';`,
      ),
    },
    ' + Object.keys(Repository).length',
    '',
  ),
  pair(
    'constants that the activities keep',
    bundle,
    {
      'src/activities/index.ts': `import { createHash } from 'crypto'; export const QUEUE = 'payments'; export async function sign(text: string) { return createHash('sha256').update(text).digest('hex'); }`,
      w: order(
        'return $IT;',
        `import type * as activities from '../activities'; import { QUEUE } from '../activities'; import { proxyActivities } from '@temporalio/workflow'; export const { sign } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });`,
      ),
    },
    'QUEUE',
    `'payments' satisfies typeof QUEUE`,
  ),
  pair(
    'a logger that picks its transport',
    bundle,
    {
      ...lib(
        'tiny-pino',
        {
          'index.js': `const { hostname } = require('os'); module.exports = function pino() { return { info() { return hostname(); } }; };`,
          'browser.js': `module.exports = function pino() { return { info(text) { console.log(text); } }; };`,
        },
        { main: 'index.js', $IT: './browser.js' },
      ),
      'src/log.ts': `import pino from 'tiny-pino'; export const logger = pino();`,
      w: order('logger.info(kind); return kind;', `import { logger } from '../log';`),
    },
    'nothing',
    'browser',
  ),
  pair(
    'a lazy require in a function',
    bundle,
    {
      'src/report.js': `exports.size = (text) => text.length; exports.save = (path, text) => $IT.writeFileSync(path, text);`,
      w: order('return size(kind);', `import { size } from '../report';`),
    },
    `require('fs')`,
    `globalThis.disk`,
  ),
  pair(
    'a module of CommonJS that lists what it has',
    zone,
    {
      'src/util/index.js': `module.exports = { ...require('./dates'), ...require('./text') };`,
      'src/util/dates.js': `const stamp = (at) => at.$IT(); module.exports = { stamp };`,
      'src/util/text.js': `module.exports.pad = (text) => text.padStart(20);`,
      w: order('return pad(stamp(new Date()));', `import { pad, stamp } from '../util';`),
    },
    'toString',
    'toISOString',
  ),
  pair(
    'workspace packages by an alias',
    absent,
    {
      'tsconfig.json': `{ "compilerOptions": { "paths": { "@shop/*": ["./packages/*/src"] } } }`,
      'packages/ids/src/index.ts': `export * from './make'; export type Id = string;`,
      'packages/ids/src/make.ts': `export const makeId = (): string => $IT;`,
      w: order('return makeId();', `import { makeId } from '../../packages/ids/src';`),
    },
    'crypto.randomUUID()',
    'String(Math.random())',
  ),
];

const LIBRARIES = [
  pair(
    'ids of a library with two entries',
    absent,
    {
      ...lib(
        'tiny-nano',
        {
          'index.browser.js': `export let nanoid = (size = 21) => { let id = ''; const bytes = crypto.getRandomValues(new Uint8Array(size)); while (size--) id += bytes[size] & 63; return id; };`,
          'index.js': `import { webcrypto } from 'node:crypto'; export let nanoid = () => webcrypto.randomUUID();`,
          'non-secure/index.js': `export let nanoid = (size = 21) => { let id = ''; let i = size | 0; while (i--) id += (Math.random() * 64) | 0; return id; };`,
        },
        {
          type: 'module',
          exports: {
            '.': { browser: './index.browser.js', default: './index.js' },
            './non-secure': { default: './non-secure/index.js' },
          },
        },
      ),
      w: order('return nanoid(8);', `import { nanoid } from 'tiny-nano$IT';`),
    },
    '',
    '/non-secure',
  ),
  pair(
    'a date of a library of functions',
    zone,
    {
      ...lib(
        'date-functions',
        {
          'index.js': `export * from './format.js'; export * from './addDays.js';`,
          'format.js': `const two = (n) => String(n).padStart(2, '0'); export const format = (date, pattern) => pattern.replace('yyyy', date.getFullYear()).replace('dd', two(date.getDate()));`,
          'addDays.js': `export const addMilliseconds = (date, n) => new Date(+date + n);`,
        },
        { type: 'module', main: 'index.js', sideEffects: false },
      ),
      'src/dates.ts': `import { addMilliseconds, format } from 'date-functions'; export const due = (at: Date) => format(addMilliseconds(at, 1000), 'yyyy-dd'); export const exact = (at: Date) => addMilliseconds(at, 1000).toISOString();`,
      w: order('return $IT(new Date());', `import { due, exact } from '../dates'; void [due, exact];`),
    },
    'due',
    'exact',
  ),
  pair(
    'a client with interceptors',
    network,
    {
      ...lib(
        'tiny-axios',
        {
          'index.js': `class AxiosError extends Error { constructor(status) { super('status ' + status); this.status = status; } } function create(config) { const handlers = []; return { interceptors: { request: { use(each) { handlers.push(each); } } }, async get(path) { let request = { ...config, path }; for (const each of handlers) request = each(request); return await fetch(request.baseURL + request.path); } }; } module.exports = { create, AxiosError, isAxiosError: (error) => error instanceof AxiosError };`,
        },
        { main: 'index.js' },
      ),
      'src/http.ts': `import { AxiosError, create, isAxiosError } from 'tiny-axios'; export const http = create({ baseURL: 'https://api' }); http.interceptors.request.use((request: any) => ({ ...request, at: 1 })); export const load = (id: string) => http.get('/' + id); export const isHttp = (error: unknown) => isAxiosError(error) || error instanceof AxiosError;`,
      w: order('return $IT;', `import { isHttp, load } from '../http'; void [isHttp, load];`),
    },
    'String(await load(kind))',
    'isHttp(new Error())',
  ),
  pair(
    'a schema with a default',
    absent,
    {
      ...lib(
        'tiny-zed',
        {
          'index.js': `export const text = () => ({ def: undefined, default(make) { return { ...this, def: make }; }, parse(value) { return value === undefined && this.def ? this.def() : value; } }); export const object = (shape) => ({ parse(value) { return Object.fromEntries(Object.entries(shape).map(([key, each]) => [key, each.parse(value[key])])); } });`,
        },
        { type: 'module', main: 'index.js' },
      ),
      'src/schemas/order.ts': `import * as z from 'tiny-zed'; export const Order = z.object({ id: z.text().default(() => $IT) }); export type Order = { id: string };`,
      w: order('return (Order.parse({}) as Order).id;', `import { Order } from '../schemas/order';`),
    },
    'crypto.randomUUID()',
    `'id-' + Math.random()`,
  ),
  pair(
    'amounts in a text of a decimal class',
    locale,
    {
      'src/money.ts': `export class Money<Currency extends string = 'EUR'> { private constructor(private readonly cents: number, readonly currency: Currency) {} static of<C extends string>(cents: number, currency: C) { return new Money<C>(cents, currency); } plus(other: Money<Currency>) { return new Money<Currency>(this.cents + other.cents, this.currency); } toString() { return $IT + this.currency; } }`,
      w: order(
        'return `total: ${Money.of(123456, "EUR").plus(Money.of(1, "EUR"))}`;',
        `import { Money } from '../money';`,
      ),
    },
    '(this.cents / 100).toLocaleString()',
    '(this.cents / 100).toFixed(2)',
  ),
  pair(
    'the next run by local hours',
    zone,
    {
      'src/calendar.ts': `export class Calendar { constructor(private readonly hour: number) {} next(from: Date): Date { const at = new Date(from); at.$IT(this.hour, 0, 0, 0); if (at <= from) at.setTime(at.getTime() + 86_400_000); return at; } } export const waitFor = (hour: number) => new Calendar(hour).next(new Date()).getTime() - Date.now();`,
      w: order('return waitFor(9);', `import { waitFor } from '../calendar';`),
    },
    'setHours',
    'setUTCHours',
  ),
  pair(
    'a due date that a form gives',
    zone,
    {
      'src/due.ts': `export function due(day: string): number { const [year = 0, month = 1, date = 1] = day.split('-').map(Number); return $IT; }`,
      w: order(`return due('2024-05-01');`, `import { due } from '../due';`),
    },
    'new Date(year, month - 1, date).getTime()',
    'Date.UTC(year, month - 1, date)',
  ),
  pair(
    'a cut-off with a time of day',
    zone,
    {
      'src/cutoff.ts': 'export const cutoff = (day: string) => Date.parse(`${day}T17:00:00$IT`);',
      w: order(`return cutoff('2024-05-01');`, `import { cutoff } from '../cutoff';`),
    },
    '',
    'Z',
  ),
  pair(
    'a chunk of rows that an async generator reads',
    locale,
    {
      'src/etl/rows.ts': `export async function* rows(ids: string[]) { for (const id of ids) yield { id, size: id.length * 12345.5 }; } export async function* mapped<T, R>(source: AsyncIterable<T>, map: (row: T) => R) { for await (const row of source) yield map(row); } export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> { const all: T[] = []; for await (const each of source) all.push(each); return all; }`,
      w: order(
        'return await collect(mapped(rows(ids), (row) => row.id + $IT));',
        `import { collect, mapped, rows } from '../etl/rows';`,
      ),
    },
    'row.size.toLocaleString()',
    'row.size.toFixed(1)',
  ),
  pair(
    'a sorted report',
    locale,
    {
      'src/report.ts': `interface Line { readonly name: string } export const by = <T>(key: (item: T) => string, compare: (a: string, b: string) => number) => (a: T, b: T) => compare(key(a), key(b)); export const sorted = (lines: readonly Line[]) => [...lines].sort(by((line) => line.name, $IT));`,
      w: order(
        `return sorted(ids.concat('\u00e4', 'z').map((name) => ({ name })));`,
        `import { sorted } from '../report';`,
      ),
    },
    '(a, b) => a.localeCompare(b)',
    '(a, b) => (a < b ? -1 : a > b ? 1 : 0)',
  ),
  pair(
    'a step that is timed by a decorator of the method',
    absent,
    {
      'src/timed.ts': `export const timings: number[] = []; export function timed<T extends (...args: any[]) => any>(run: T, _context: ClassMethodDecoratorContext): T { return function (this: unknown, ...args: any[]) { const from = $IT; try { return run.apply(this, args); } finally { timings.push($IT - from); } } as T; } export const wrapped = <T extends (...args: any[]) => any>(run: T) => timed(run, {} as never);`,
      w: order(
        'return total(ids);',
        `import { wrapped } from '../timed'; const total = wrapped((all: string[]) => all.length);`,
      ),
    },
    'performance.now()',
    'Date.now()',
  ),
  pair(
    'what is put away when it goes out of scope',
    absent,
    {
      'src/span.ts': `export class Span { private readonly from = $IT; constructor(readonly name: string) {} [Symbol.for('end')]() { return this.from; } end() { return this.name + ($IT - this.from); } }`,
      w: order(
        'const span = new Span(kind); try { return ids.length; } finally { span.end(); }',
        `import { Span } from '../span';`,
      ),
    },
    'performance.now()',
    'Date.now()',
  ),
  pair(
    'an outbound interceptor that stamps headers',
    absent,
    {
      'src/workflows/interceptors.ts': `import type { WorkflowInterceptorsFactory } from '@temporalio/workflow'; export const interceptors: WorkflowInterceptorsFactory = () => ({ inbound: [{ async execute(input, next) { const id = $IT; return next({ ...input, headers: { ...input.headers, id: { data: new TextEncoder().encode(id) } } }); } }], outbound: [], internals: [] });`,
      w: order('return interceptors().inbound?.length;', `import { interceptors } from './interceptors';`),
    },
    'crypto.randomUUID()',
    'String(Math.random())',
    false,
  ),
];

const STATE = [
  pair(
    'a counter of the module and a cache',
    absent,
    {
      'src/cache.ts': `let hits = 0; const cache = new Map<string, unknown>(); export function cached<T>(key: string, make: () => T): T { if (cache.has(key)) hits += 1; else cache.set(key, make()); return cache.get(key) as T; } export const hitsOf = () => hits;`,
      w: order('cached(kind, () => $IT); return cached(kind, () => kind);', `import { cached } from '../cache';`),
    },
    'structuredClone({ kind })',
    '({ kind })',
  ),
  pair(
    'an event that carries its time',
    zone,
    {
      'src/events.ts': `export abstract class Event<P> { readonly at = new Date(); constructor(readonly payload: P) {} abstract readonly type: string; toJSON() { return { type: this.type, at: this.at.$IT(), payload: this.payload }; } } export class Paid extends Event<{ id: string }> { readonly type = 'paid'; }`,
      w: order('return JSON.stringify([new Paid({ id: kind })]);', `import { Paid } from '../events';`),
    },
    'toString',
    'toJSON',
  ),
  pair(
    'a table of handlers that satisfies a type',
    zone,
    {
      'src/handlers.ts': `type Handler = (at: Date) => string; export const handlers = { daily: (at) => String(at.getDay()), hourly: (at) => String(at.getUTCHours()) } as const satisfies Record<string, Handler>; export type Kind = keyof typeof handlers;`,
      w: order(
        'const which: Kind = "$IT"; return handlers[which](new Date());',
        `import { handlers, type Kind } from '../handlers';`,
      ),
    },
    'daily',
    'hourly',
  ),
  pair(
    'a sink that is given a text of the time',
    zone,
    {
      w: order(
        `proxySinks<{ audit: { write(text: string): void } }>().audit.write(new Date().$IT()); return kind;`,
        SDK,
      ),
    },
    'toString',
    'toISOString',
    false,
  ),
  pair(
    'search attributes of the day',
    zone,
    {
      w: order(`upsertSearchAttributes({ Day: [$IT] }); return kind;`, SDK),
    },
    'new Date().toDateString()',
    'new Date().toISOString().slice(0, 10)',
    false,
  ),
];

const LATER = [
  unverified(
    'a factory of proxies',
    floating,
    {
      'src/lib/proxies.ts': `import { proxyActivities } from '@temporalio/workflow'; export interface Payments { charge(id: string): Promise<string>; notify(id: string): Promise<void> } export function paymentsOn(taskQueue: string) { return proxyActivities<Payments>({ taskQueue, startToCloseTimeout: '1 minute' }); }`,
      w: order(
        `const payments = paymentsOn('fast'); await payments.charge(kind); $IT payments.notify(kind); return kind;`,
        `import { paymentsOn } from '../lib/proxies';`,
      ),
    },
    '',
    'await',
  ),
  unverified(
    'a service whose class is in another file',
    cancellation,
    {
      'src/lib/payments.ts': `import { proxyActivities } from '@temporalio/workflow'; export class Payments { private readonly out = proxyActivities<{ charge(id: string): Promise<string> }>({ startToCloseTimeout: '1 minute' }); async pay(id: string): Promise<string> { const paid = await this.out.charge(id); return paid.trim(); } }`,
      w: flow(
        `const payments = new Payments(); let failed = 0; for (const id of ids) { try { await payments.pay(id); } catch (error) { $IT failed += 1; } } return failed;`,
        `import { Payments } from '../lib/payments';`,
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'a namespace of proxies',
    cleanup,
    {
      ...PROXIES,
      w: flow(
        `try { await act.charge(kind); } catch (error) { $IT throw error; } return kind;`,
        `import * as act from './activities';`,
      ),
    },
    'await act.refund(kind);',
    'await CancellationScope.nonCancellable(() => act.refund(kind));',
  ),
  unverified(
    'proxies by an alias of the compiler, and another name',
    floating,
    {
      ...PROXIES,
      'tsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
      'src/workflows/index.ts': `export { notify as tell } from '@/workflows/activities'; export { order } from './order';`,
      w: flow(`$IT tell(kind); return charge(kind);`, `import { tell } from '@/workflows/index';`),
    },
    '',
    'await',
  ),
  unverified(
    'proxies with the ending of a module',
    floating,
    {
      ...PROXIES,
      w: flow(`$IT mail(kind); return charge(kind);`, `import { notify as mail } from './activities.js';`),
    },
    '',
    'await',
  ),
  unverified(
    'a notice whose failure is taken care of',
    floating,
    {
      ...PROXIES,
      w: order(`$IT; return charge(kind);`, `import { charge, notify } from './activities';`),
    },
    'notify(kind)',
    'notify(kind).catch(() => undefined)',
  ),
  unverified(
    'steps of steps',
    cleanup,
    {
      ...STEPS,
      'src/workflows/order-steps.ts': `import { undo, undoAnyway } from './steps'; export async function giveBack(id: string) { if (id === '') return; await undo(id); } export const giveBackAnyway = async (id: string) => { await undoAnyway(id); };`,
      w: stepped(
        `try { await fulfil(kind); } catch (error) { await $IT(kind); throw error; } return kind;`,
        `import { giveBack, giveBackAnyway } from './order-steps'; void [giveBack, giveBackAnyway];`,
      ),
    },
    'giveBack',
    'giveBackAnyway',
  ),
  unverified(
    'a step that is safe by itself',
    cancellation,
    {
      ...PROXIES,
      'src/workflows/attempts.ts': `import { isCancellation, log } from '@temporalio/workflow'; import { charge } from './activities'; export async function chargeOrLog(id: string): Promise<string | undefined> { try { return await charge(id); } catch (error) { $IT log.warn('no', { error }); return undefined; } }`,
      w: order(
        `let paid = 0; for (const id of ids) { if ((await chargeOrLog(id)) !== undefined) paid += 1; } return paid;`,
        `import { chargeOrLog } from './attempts';`,
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'a helper that waits and looks again',
    ['continue-as-new-in-endless-loops'],
    {
      'src/lib/entity.ts': `import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow'; export async function nextOf(queue: string[]): Promise<string> { await condition(() => queue.length > 0); return queue.shift()!; } export async function renewIfLong(...args: unknown[]): Promise<void> { if (workflowInfo().historyLength > 5000) await continueAsNew(...args); }`,
      w: flow(
        `while (true) { await charge(await nextOf(ids)); $IT }`,
        `import { nextOf, renewIfLong } from '../lib/entity'; void renewIfLong;`,
      ),
    },
    '',
    'await renewIfLong(ids, kind);',
  ),
  unverified(
    'a scope that nobody waits for',
    cleanup.concat(floating),
    {
      w: flow(
        `try { await charge(kind); } catch (error) { $IT CancellationScope.nonCancellable(async () => { await refund(kind); }); throw error; } return kind;`,
      ),
    },
    '',
    'await',
  ),
  unverified(
    'a scope of a variable that is run for later',
    floating,
    {
      w: flow(
        `const scope = new CancellationScope(); $IT scope.run(() => charge(kind)); scope.cancel(); await late; return kind;`,
      ),
    },
    'const late = Promise.resolve();',
    'const late =',
  ),
  unverified(
    'a handler that waits for what the workflow does',
    ['await-all-handlers'],
    {
      w: flow(
        `let isPaid = false; setHandler(paid, async () => { await condition(() => isPaid); $IT return kind; }); await charge(kind); isPaid = true; await sleep('1 minute'); return kind;`,
        `const paid = defineUpdate<string>('paid');`,
      ),
    },
    'await notify(kind);',
    '',
  ),
  unverified(
    'steps in a table, of which one keeps a failure',
    cancellation,
    {
      ...PROXIES,
      'src/workflows/states.ts': `import { log } from '@temporalio/workflow'; import { book, charge } from './activities'; type State = (id: string) => Promise<string>; export async function paying(id: string): Promise<string> { try { await charge(id); } catch (error) { log.warn(String(error)); return 'again'; } await book(id); return 'done'; } export const STATES: Record<string, State> = { paying };`,
      w: order(
        `let state = 'paying'; $IT return state;`,
        `${SDK}\nimport { paying, STATES } from './states'; void [paying, STATES];`,
      ),
    },
    'for (const id of ids) { state = await paying(id); }',
    `while (state !== 'done') { state = await STATES[state]!(kind); await sleep('1 minute'); }`,
  ),
  unverified(
    'an argument that is a function, of a helper',
    ['serializable-payloads'],
    {
      'src/workflows/with-lock.ts': `import { sleep } from '@temporalio/workflow'; export async function withLock<T>(run: () => Promise<T>): Promise<T> { await sleep(1); return run(); }`,
      w: flow(
        `const helpers = { withLock }; return helpers.withLock(() => charge(kind));`,
        `import { withLock } from './with-lock'; export async function other(at: $IT) { return at; }`,
      ),
    },
    '() => number',
    'string',
  ),
  unverified(
    'two lists of one class of another file',
    cleanup,
    {
      ...SAGA,
      w: flow(
        `const money = new Saga(); const notes = new Saga(); money.add(() => refund(kind)); notes.add(async () => { log.info(kind); }); try { await charge(kind); } catch (error) { await $IT.compensate(); throw error; } return kind;`,
        `import { Saga } from '../lib/saga';`,
      ),
    },
    'money',
    'notes',
  ),
  unverified(
    'definitions in one object',
    ['synchronous-query-handlers'],
    {
      'src/workflows/contract.ts': `import { defineQuery, defineSignal } from '@temporalio/workflow'; export const contract = Object.freeze({ queries: { state: defineQuery<string>('state') }, signals: { stop: defineSignal('stop') } });`,
      w: flow(
        `let state = 'on'; setHandler(contract.signals.stop, () => { state = 'off'; }); setHandler(contract.queries.state, $IT () => state); await condition(() => state === 'off'); return state;`,
        `import { contract } from './contract';`,
      ),
    },
    'async',
    '',
  ),
];

export const TEAMS = [
  ...LATER,
  ...PROXIED_ELSEWHERE,
  ...STEPS_ELSEWHERE,
  ...CANCELLED,
  ...PROMISES,
  ...HANDLERS,
  ...MODULES,
  ...LIBRARIES,
  ...STATE,
];
