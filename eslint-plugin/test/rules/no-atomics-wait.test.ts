import { noAtomicsWait } from '../../src/rules/no-atomics-wait.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) => `${text} To do: use sleep or condition of the workflow package. (HR1041)`;

testRule(noAtomicsWait, {
  valid: [
    'export async function order(xs: Int32Array) { return Atomics.add(xs, 0, 1); }',
    'export async function order(xs: Int32Array) { return Atomics.load(xs, 0); }',
    'export async function order() { return new SharedArrayBuffer(4); }',
    'export async function order(Atomics: any) { Atomics.wait(1); }',
    'const Atomics = { wait() {} }; export async function order() { Atomics.wait(); }',
    `import { sleep } from '@temporalio/workflow'; export async function order() { await sleep(1); }`,
    'const wait = () => Atomics.wait(new Int32Array(1), 0, 0); export async function order() {}',
    'export async function order() { return typeof Atomics.waitAsync; }',
  ],
  invalid: [
    {
      code: `export async function order(xs: Int32Array) {
  Atomics.wait(xs, 0, 0, 1000);
}`,
      errors: [{ message: message('order() reaches Atomics.wait().'), line: 2, column: 3, endLine: 2, endColumn: 15 }],
    },
    {
      code: 'export async function order(xs: Int32Array) { await Atomics.waitAsync(xs, 0, 0, 1000).value; }',
      errors: [message('order() reaches Atomics.waitAsync().')],
    },
    {
      code: 'export async function order(xs: Int32Array) { const { wait } = Atomics; wait(xs, 0, 0); }',
      errors: [message('order() reaches Atomics.wait().')],
    },
    {
      code: 'export async function order(xs: Int32Array) { globalThis.Atomics.wait(xs, 0, 0); }',
      errors: [message('order() reaches Atomics.wait().')],
    },
    {
      code: `export async function order(xs: Int32Array) { Atomics['wait'](xs, 0, 0); }`,
      errors: [message('order() reaches Atomics.wait().')],
    },
    {
      code: 'export async function order(xs: Int32Array) { const pause = Atomics.wait; pause(xs, 0, 0); }',
      errors: [message('order() reaches Atomics.wait().')],
    },
    {
      code: 'const pause = (xs: Int32Array) => Atomics.wait(xs, 0, 0); export async function order(xs: Int32Array) { pause(xs); }',
      errors: [
        message(
          'order() reaches Atomics.wait(): order (src/workflows/order.ts:1) → pause (src/workflows/order.ts:1) → Atomics.wait().',
        ),
      ],
    },
    {
      code: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10); export async function order() {}',
      errors: [message('Loading src/workflows/order.ts reaches Atomics.wait().')],
    },
  ],
});
