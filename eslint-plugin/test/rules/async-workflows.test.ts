import { asyncWorkflows } from '../../src/rules/async-workflows.js';
import { libraryFile } from '../support/library-file.js';
import { testRule } from '../support/test-rule.js';
import { found, workflowFile } from '../support/workflow-file.js';

const synchronous = (name: string, call = 'charge()') =>
  `${name} calls ${call} and gives no promise: as a workflow it completes at once, and what it has called is dropped. Make it async and await what it calls.`;
const generator = (name: string) =>
  `${name} is a generator: as a workflow it completes at once, without running a line, for nobody asks it for its next value. Make it an async function.`;

testRule(asyncWorkflows, {
  valid: [
    // A helper of workflows, which waits for what it gives elsewhere.
    libraryFile('const wf = require("@temporalio/workflow"); export function pause() { wf.sleep(1); }'),
    workflowFile('export async function order() { await charge(1); }'),
    workflowFile('export const order = async () => { await charge(1); };'),
    workflowFile('export function order() { return charge(1); }'),
    workflowFile('export const order = () => charge(1);'),
    workflowFile('export function order() { return charge(1).then(() => refund(1)); }'),
    workflowFile('export function order() { const charging = charge(1); return charging; }'),
    workflowFile('export const order = (ids: string[]) => Promise.all(ids.map((id) => charge(id)));'),
    // Who calls it, and whether at all, is not said.
    workflowFile('export const order = (later: (run: () => void) => void) => { later(() => void charge(1)); };'),
    // Not workflows: they wait for nothing, or the file calls them.
    workflowFile('export function total(items: number[]) { return items.length; }'),
    workflowFile('export function pay() { void charge(1); }\nexport async function order() { pay(); await sleep(1); }'),
    workflowFile('function pay() { charge(1); }\nexport { };'),
    workflowFile('export function makeOrder() { return async () => { await charge(1); }; }'),
    { code: workflowFile('export function order() { charge(1); }'), filename: 'src/order.test.ts' },
  ],
  invalid: [
    {
      code: workflowFile('export function order() {\n  charge(1);\n}'),
      errors: [
        found(
          synchronous('order'),
          [{ desc: 'Make it async.', output: workflowFile('export async function order() {\n  charge(1);\n}') }],
          {
            line: 3,
            column: 8,
            endLine: 3,
            endColumn: 16,
          },
        ),
      ],
    },
    {
      code: workflowFile('export const order = (id: string) => { void charge(id); };'),
      errors: [
        found(synchronous('order'), [
          {
            desc: 'Make it async.',
            output: workflowFile('export const order = async (id: string) => { void charge(id); };'),
          },
        ]),
      ],
    },
    // In what is called for each of a list.
    ...['ids.map((id) => charge(id))', 'ids.forEach((id) => { void charge(id); })', 'ids.forEach(pay)'].map((call) => ({
      code: workflowFile(
        `const pay = (id: string) => void charge(id);\nexport const order = (ids: string[]) => { ${call}; return ids.length; };`,
      ),
      errors: [
        found(synchronous('order'), [
          {
            desc: 'Make it async.',
            output: workflowFile(
              `const pay = (id: string) => void charge(id);\nexport const order = async (ids: string[]) => { ${call}; return ids.length; };`,
            ),
          },
        ]),
      ],
    })),
    {
      code: workflowFile('function order() { sleep(1); return 1; }\nexport { order };'),
      errors: [found(synchronous('order', 'sleep()'))],
    },
    {
      code: workflowFile('function order() { charge(1); }\nexport { order as placeOrder };'),
      errors: [found(synchronous('order'))],
    },
    {
      code: workflowFile('export default function () { charge(1); }'),
      errors: [found(synchronous('The default export'))],
    },
    {
      code: workflowFile('export function order() { charge(1).then(() => log.info("done")); }'),
      errors: [found(synchronous('order'))],
    },
    {
      code: workflowFile('function pay() { charge(1); }\nexport function order() { pay(); }'),
      errors: [found(synchronous('order'))],
    },
    { code: workflowFile('export function* order() { yield charge(1); }'), errors: [found(generator('order'), 0)] },
    {
      code: workflowFile('export async function* order() { await charge(1); yield 1; }'),
      errors: [found(generator('order'), 0)],
    },
  ],
});
