// What rules that read one file know of what it imports.
import { expect, it } from 'vitest';
import { checkFiles } from '../src/check/index.js';
import { FixtureProject } from './support/fixture-project.js';

const SDK = `import { CancellationScope, condition, continueAsNew, defineQuery, defineUpdate, isCancellation, log, proxyActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';`;
const FILES = {
  'src/workflows/activities.ts': `${SDK} export const { charge, notify, refund } = proxyActivities<any>({ startToCloseTimeout: '1 minute' });`,
  'src/workflows/messages.ts': `${SDK} export const state = defineQuery<string>('state'); export const pay = defineUpdate<string>('pay');`,
  'src/workflows/steps.ts': `${SDK} import { charge, notify, refund } from './activities';
export async function fulfil(id: string) { await charge(id); }
export async function undo(id: string) { await refund(id); }
export async function undoAnyway(id: string) { await CancellationScope.nonCancellable(() => refund(id)); }
export async function chargeOrNot(id: string) { try { await charge(id); } catch (error) { log.warn(String(error)); } }
export async function renew(id: string) { if (workflowInfo().historyLength > 1000) await continueAsNew(id); }
export const pause = () => sleep('1 minute');`,
  'src/lib/attempt.ts': `export async function attempt(run: () => Promise<unknown>) { try { return await run(); } catch { return undefined; } }`,
  'src/lib/saga.ts': `export class Saga { private steps: Array<{ undo: () => Promise<unknown> }> = []; add(undo: () => Promise<unknown>) { this.steps.push({ undo }); } async compensate() { for (const each of this.steps) await each.undo(); } }`,
};
const IMPORTS = `${SDK} import { charge, notify, refund } from './activities'; import { pay, state } from './messages'; import * as steps from './steps'; import { attempt } from '../lib/attempt'; import { Saga } from '../lib/saga';`;

/** What is reported in a workflow with this code. */
function reports(code: string): string[] {
  const { root } = new FixtureProject({
    ...FILES,
    'src/workflows/order.ts': `${IMPORTS}\nexport async function order(ids: string[], id: string): Promise<unknown> { ${code} }`,
  });
  return checkFiles({ root }).problems.map(({ rule, message }) => `${rule}: ${message}`);
}

it.each([
  ['await charge(id); notify(id);', /^no-floating-promises: Nobody waits for notify\(\): /],
  ['steps.fulfil(id); return 1;', /^no-floating-promises: Nobody waits for fulfil\(\): /],
  [
    'ids.forEach((each) => steps.fulfil(each));',
    /^no-floating-promises: Nobody waits for what forEach\(\) starts: the workflow goes on before fulfil\(\) is done/,
  ],
  [
    'for (const each of ids) { try { await charge(each); } catch { log.warn(each); } } return 1;',
    /^no-swallowed-cancellation: When the workflow is cancelled, charge\(\) throws at once in each round that is left, this catch takes it/,
  ],
  [
    'for (const each of ids) { try { await steps.fulfil(each); } catch { log.warn(each); } } return 1;',
    /^no-swallowed-cancellation: When the workflow is cancelled, fulfil\(\) throws at once in each round that is left, this catch takes it/,
  ],
  [
    'for (const each of ids) { await attempt(() => charge(each)); } return 1;',
    /^no-swallowed-cancellation: When the workflow is cancelled, charge\(\) throws at once in each round that is left, attempt\(\) takes it/,
  ],
  [
    'for (const each of ids) { await steps.chargeOrNot(each); } return 1;',
    /^no-swallowed-cancellation: When the workflow is cancelled, charge\(\) throws at once in each round that is left, chargeOrNot\(\) takes it/,
  ],
  [
    'try { await charge(id); } catch (error) { await refund(id); throw error; }',
    /^cleanup-in-non-cancellable-scope: refund\(\) does not run when the workflow is cancelled/,
  ],
  [
    'try { await charge(id); } catch (error) { await steps.undo(id); throw error; }',
    /^cleanup-in-non-cancellable-scope: undo\(\) does not run when the workflow is cancelled/,
  ],
  [
    'const saga = new Saga(); try { saga.add(() => refund(id)); await charge(id); } catch (error) { await saga.compensate(); throw error; }',
    /^cleanup-in-non-cancellable-scope: compensate\(\) does not run when the workflow is cancelled/,
  ],
  [
    'setHandler(state, async () => id); await charge(id);',
    /^synchronous-query-handlers: The handler of query "state" gives a promise/,
  ],
  [
    'await charge(id); setHandler(state, () => id);',
    /^handlers-before-first-await: The handler of query "state" is registered after the workflow has waited for charge\(\)/,
  ],
  [
    'await steps.fulfil(id); setHandler(state, () => id);',
    /^handlers-before-first-await: The handler of query "state" is registered after the workflow has waited for fulfil\(\)/,
  ],
  [
    'setHandler(pay, async () => { await steps.fulfil(id); return id; }); await sleep(1);',
    /^await-all-handlers: The handler of update "pay" waits for fulfil\(\)/,
  ],
  [
    'setHandler(state, () => { void steps.fulfil(id); return id; }); await sleep(1);',
    /^no-commands-in-query-handlers: /,
  ],
  ['for (;;) { await steps.fulfil(id); }', /^continue-as-new-in-endless-loops: /],
])('reports %s', (code, expected) => {
  const found = reports(code);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(expected);
});

it.each([
  'await notify(id); return charge(id);',
  'notify(id).catch(() => undefined); return charge(id);',
  'void steps.fulfil(id); return 1;',
  'for (const each of ids) { try { await steps.fulfil(each); } catch (error) { if (isCancellation(error)) throw error; log.warn(each); } } return 1;',
  'for (const each of ids) { await attempt(async () => each); } return 1;',
  // What comes after it fails.
  'for (const each of ids) { await steps.chargeOrNot(each); await steps.fulfil(each); } return 1;',
  'try { await charge(id); } catch (error) { await steps.undoAnyway(id); throw error; }',
  'try { await charge(id); } catch (error) { await CancellationScope.nonCancellable(() => steps.undo(id)); throw error; }',
  'const saga = new Saga(); try { saga.add(async () => log.info(id)); await charge(id); } catch (error) { await saga.compensate(); throw error; }',
  'setHandler(state, () => id); await charge(id);',
  'for (;;) { await steps.fulfil(id); await steps.renew(id); }',
  // It may do more than to wait.
  'let isOpen = true; setHandler(pay, () => { isOpen = false; return id; }); while (isOpen) await steps.pause(); return 1;',
  'await charge.executeWithOptions({ startToCloseTimeout: "4 hours" }, [id]);',
])('has nothing against %s', (code) => {
  expect(reports(code)).toEqual([]);
});

it('takes a helper that is given functions for no workflow where another file names it', () => {
  const { root } = new FixtureProject({
    'src/workflows/lock.ts': `${SDK} export async function withLock(run: readonly (() => Promise<void>)[], all: Array<() => void>) { await sleep(1); return [run, all]; }`,
    'src/workflows/order.ts': `import { withLock } from './lock'; export async function order() { return { withLock }; }`,
  });
  expect(checkFiles({ root }).problems).toEqual([]);
});
