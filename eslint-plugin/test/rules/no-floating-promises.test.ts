import { noFloatingPromises } from '../../src/rules/no-floating-promises.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const floating = (call: string) =>
  `Nobody waits for ${call}: the workflow goes on, may end before it has begun, and its failure fails the workflow task instead of reaching a catch. Await it, keep its promise for later, or say void where that is meant.`;
const each = (method: string, call: string) =>
  `Nobody waits for what ${method}() starts: the workflow goes on before ${call} is done, and its failure fails the workflow task. Use for … of with await, or await Promise.all(….map(…)).`;
const unused = (call: string, variable: string) =>
  `The promise of ${call} is kept in ${variable}, which is never used: the workflow may end before it is done, and its failure fails the workflow task. Await it.`;

testRule(noFloatingPromises, {
  valid: [
    workflow('await CancellationScope.nonCancellable(async () => { await refund(id); });'),
    workflow('CancellationScope.nonCancellable(() => log.info(id)); CancellationScope.nonCancellable(id as any);'),
    workflow(
      'const scope = new CancellationScope(); const paying = scope.run(() => charge(id)); scope.cancel(); await paying;',
    ),
    workflow('const kept: unknown[] = []; kept.push([charge(id)]);'),
    workflow('Promise.all(); Promise.all(items); Promise.all([]); Promise.all([, id]);'),
    "import { visit } from './visit'; export async function order(items: string[]) { items.forEach(visit); }",
    workflow('items.forEach((item) => { log.info(item); });'),
    workflow('await charge(id);'),
    workflow('return charge(id);'),
    workflow('void charge(id);'),
    workflow('const charging = charge(id); await refund(id); await charging;'),
    workflow('const tasks = []; for (const item of items) tasks.push(charge(item)); await Promise.all(tasks);'),
    workflow('await Promise.all(items.map((item) => charge(item)));'),
    workflow('await Promise.race([charge(id), sleep("1 day")]);'),
    workflow('charge(id).catch((error) => log.warn(String(error)));'),
    workflow('charge(id).then(() => log.info("done"), () => log.warn("failed"));'),
    workflow('setHandler(defineSignal("pay"), () => { log.info("paid"); });'),
    workflow('setHandler(defineUpdate("pay"), () => charge(id));'),
    workflow('getExternalWorkflowHandle("stock").signal("sold");'),
    workflow('log.info("done"); workflowInfo(); CancellationScope.current().cancel();'),
    workflow('items.forEach((item) => log.info(item));'),
    workflow('items.forEach(async (item) => log.info(item));'),
    workflow('const { length } = items; length > 0 && (await charge(id));'),
    workflowFile('export const started = sleep(1000);'),
    // Not the workflow package's.
    "import { sleep } from './time'; export async function order() { sleep(1000); }",
    workflow('continueAsNew(id, items);'),
  ],
  invalid: [
    {
      code: workflow('CancellationScope.nonCancellable(async () => { await refund(id); });'),
      errors: [found(floating('refund()'), 2)],
    },
    { code: workflow('new CancellationScope().run(() => charge(id));'), errors: [found(floating('charge()'), 2)] },
    { code: workflow('Promise.all([charge(id)] as const);'), errors: [found(floating('charge()'), 2)] },
    { code: workflow('Promise.all([Promise.resolve(1), charge(id)!]);'), errors: [found(floating('charge()'), 2)] },
    {
      code: workflow('const tasks = items.map((item) => charge(item)); Promise.all(tasks);'),
      errors: [found(floating('charge()'), 2)],
    },
    {
      code: workflow('  charge(id);'),
      errors: [
        found(
          floating('charge()'),
          [
            { desc: 'Await it.', output: workflow('  await charge(id);') },
            { desc: 'Say that nobody waits for it.', output: workflow('  void charge(id);') },
          ],
          { line: 4, column: 3, endLine: 4, endColumn: 13 },
        ),
      ],
    },
    { code: workflow('sleep("1 day");'), errors: [found(floating('sleep()'), 2)] },
    { code: workflow('condition(() => items.length > 0);'), errors: [found(floating('condition()'), 2)] },
    { code: workflow('startChild("ship", { args: [id] });'), errors: [found(floating('startChild()'), 2)] },
    {
      code: workflow('CancellationScope.cancellable(() => charge(id));'),
      errors: [found(floating('CancellationScope.cancellable()'), 2)],
    },
    {
      code: workflow('const child = await startChild("ship"); child.result();'),
      errors: [found(floating('result()'), 2)],
    },
    { code: workflow('charge(id).then(() => log.info("done"));'), errors: [found(floating('charge()'), 2)] },
    { code: workflow('charge(id).finally(() => log.info("done"));'), errors: [found(floating('charge()'), 2)] },
    { code: workflow('items.length > 0 && charge(id);'), errors: [found(floating('charge()'), 2)] },
    { code: workflow('items.length > 0 ? charge(id) : log.info("none");'), errors: [found(floating('charge()'), 2)] },
    {
      code: workflow('charge(id)!, refund(id);'),
      errors: [found(floating('charge()'), 2), found(floating('refund()'), 2)],
    },
    {
      code: workflow('charge.executeWithOptions({}, [id]);'),
      errors: [found(floating('executeWithOptions()'.replace('executeWithOptions', 'charge')), 2)],
    },
    { code: workflow('Promise.all([charge(id), refund(id)]);'), errors: [found(floating('charge()'), 2)] },
    { code: workflow('Promise.all(items.map((item) => charge(item)));'), errors: [found(floating('charge()'), 2)] },
    {
      code: workflow('items.forEach(async (item) => { await charge(item); });'),
      errors: [found(each('forEach', 'charge()'), 0)],
    },
    { code: workflow('items.forEach((item) => charge(item));'), errors: [found(each('forEach', 'charge()'), 0)] },
    { code: workflow('items.forEach(charge);'), errors: [found(each('forEach', 'charge()'), 0)] },
    {
      code: workflow('items.map(async (item) => { await sleep(1000); });'),
      errors: [found(each('map', 'sleep()'), 0)],
    },
    {
      code: workflow('const charging = charge(id); await refund(id);'),
      errors: [
        found(unused('charge()', 'charging'), [
          { desc: 'Await it.', output: workflow('const charging = await charge(id); await refund(id);') },
        ]),
      ],
    },
    {
      code: workflowFile('async function pay() { await charge(1); }\nexport async function order() { pay(); }'),
      errors: [found(floating('charge()'), 2, { line: 4 })],
    },
    {
      code: workflowFile(
        'class Payments { #activities = proxyActivities({}); pay() { this.#activities.charge(1); } }\nexport { Payments };',
      ),
      errors: [found(floating('charge()'), 1)],
    },
    {
      code: "const { proxyActivities } = require('@temporalio/workflow'); const acts = proxyActivities({}); const { charge: pay } = acts; exports.order = async () => { pay(); };",
      errors: [found(floating('charge()'), 2)],
      filename: 'src/workflows/order.js',
    },
    // In a handler that is not async, there is nothing to await with.
    {
      code: workflow('setHandler(defineSignal("pay"), () => { charge(id); });'),
      errors: [found(floating('charge()'), 1)],
    },
  ],
});
