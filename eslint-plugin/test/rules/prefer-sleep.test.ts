import { preferSleep } from '../../src/rules/prefer-sleep.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const hangs = (duration: string) =>
  `This promise never settles once the workflow is cancelled: setTimeout then drops its callback, and the workflow hangs with its timer gone. Use await sleep(${duration}).`;

testRule(preferSleep, {
  valid: [
    workflow(
      'class Wait { constructor(run: (resolve: () => void) => unknown) { run(() => undefined); } } new Wait((resolve) => setTimeout(resolve, 1000));',
    ),
    `import { Feature } from './features'; export async function order() { return Date.now(); } export const feature = new Feature({ order, check: async () => { await new Promise((resolve) => setTimeout(resolve, 1000)); } });`,
    workflow('') + '\nconst untilReady = async () => { await new Promise((resolve) => setTimeout(resolve, 1000)); };',
    `import { proxyActivities } from '@temporalio/workflow'; const steps = { async slow() { await new Promise((resolve) => setTimeout(resolve, 1000)); } }; const { slow } = proxyActivities<typeof steps>({ startToCloseTimeout: '1 minute' }); export async function order() { await slow(); }`,
    workflow(
      'class Wait { constructor(readonly run: (resolve: () => void) => unknown) {} } new Wait((resolve) => setTimeout(resolve, 1000));',
    ),
    "import lib from './lib'; export async function order() { await new lib.Promise((resolve) => setTimeout(resolve, 1000)); }",
    workflow('await new Promise(({ done }) => setTimeout(done, 1000));'),
    workflow('await new Promise(() => setTimeout(() => log.info(id), 1000));'),
    "import { wrap } from './wrap'; export async function order() { await new Promise((resolve) => setTimeout(wrap(resolve), 1000)); }",
    workflow('await new Promise((resolve) => setTimeout(() => resolve(id), 1000));'),
    workflowFile('export async function waitActivity() { await new Promise((resolve) => setTimeout(resolve, 1000)); }'),
    workflow('await sleep(1000);'),
    workflow('setTimeout(() => log.info("late"), 1000);'),
    workflow('await new Promise<void>((resolve) => resolve());'),
    // Somebody else settles it as well.
    workflow('await Promise.race([charge(id), new Promise((resolve) => setTimeout(resolve, 1000))]);'),
    workflow('await Promise.any([charge(id), new Promise((resolve) => setTimeout(resolve, 1000))]);'),
    workflow(
      'const timeout = () => new Promise((resolve) => setTimeout(resolve, 1000)); await Promise.race([charge(id), timeout()]);',
    ),
    workflow(
      'await new Promise<void>((resolve) => { setHandler(defineSignal("go"), () => resolve()); setTimeout(resolve, 1000); });',
    ),
    workflow('await new Promise<void>((resolve, reject) => { charge(id).catch(reject); setTimeout(resolve, 1000); });'),
    // It gives a value, which sleep does not.
    workflow('await new Promise((resolve) => setTimeout(resolve, 1000, "late"));'),
    workflow('await new Promise((resolve) => setTimeout(() => resolve("late"), 1000));'),
    workflow('await new Promise<void>((resolve) => setTimeout(() => { log.info("late"); resolve(); }, 1000));'),
    "import { setTimeout } from './time'; export async function order() { await new Promise((resolve) => setTimeout(resolve, 1000)); }",
    // Activities that stand in the same file run outside.
    workflowFile(
      'export const activities = { async wait() { await new Promise((resolve) => setTimeout(resolve, 1000)); } };',
    ),
    workflowFile(
      'export class PaymentActivities { async wait() { await new Promise((resolve) => setTimeout(resolve, 1000)); } }',
    ),
  ],
  invalid: [
    {
      code: workflowFile('export const wait = () => new Promise((resolve) => setTimeout(resolve, 1000));'),
      errors: [found(hangs('1000'))],
    },
    {
      code: workflow('  await new Promise((resolve) => setTimeout(resolve, 5 * 60 * 1000));'),
      errors: [
        found(hangs('5 * 60 * 1000'), [{ desc: 'Use sleep().', output: workflow('  await sleep(5 * 60 * 1000);') }], {
          line: 4,
          column: 9,
          endLine: 4,
          endColumn: 69,
        }),
      ],
    },
    {
      code: "import { log } from '@handrail/workflow';\nexport async function order() { await new Promise<void>((resolve) => { setTimeout(() => resolve(), 1000); }); }",
      errors: [
        found(hangs('1000'), [
          {
            desc: 'Use sleep().',
            output:
              "import { log, sleep } from '@handrail/workflow';\nexport async function order() { await sleep(1000); }",
          },
        ]),
      ],
    },
    {
      code: workflow('await new Promise(function (done) { setTimeout(done, 1000); });'),
      errors: [found(hangs('1000'))],
    },
    {
      code: workflow('await new Promise((resolve) => { setTimeout(function () { resolve(undefined); }, 1000); });'),
      errors: [found(hangs('1000'))],
    },
    {
      code: workflow('const pause = new Promise((resolve) => setTimeout(resolve, 1000)); await pause;'),
      errors: [found(hangs('1000'))],
    },
    {
      code: workflowFile(
        'const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));\nexport async function order() { await wait(1000); }',
      ),
      errors: [found(hangs('milliseconds'))],
    },
    {
      code: workflow('await Promise.all([charge(id), new Promise((resolve) => setTimeout(resolve, 1000))]);'),
      errors: [found(hangs('1000'))],
    },
    { code: workflow('await new Promise((resolve) => setTimeout(resolve));'), errors: [found(hangs('1'))] },
    {
      code: 'export async function order() { await new Promise((resolve) => setTimeout(resolve, 1000)); }',
      errors: [
        found(hangs('1000'), [
          {
            desc: 'Use sleep().',
            output:
              "import { sleep } from '@temporalio/workflow';\nexport async function order() { await sleep(1000); }",
          },
        ]),
      ],
    },
  ],
});
