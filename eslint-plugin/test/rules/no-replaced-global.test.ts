import { noReplacedGlobal } from '../../src/rules/no-replaced-global.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) =>
  `${text} To do: ask the workflow package (sleep, uuid4), or take the value as an argument, so that the code is deterministic elsewhere, too.`;

testRule(noReplacedGlobal, {
  valid: [
    'export async function order(now: number) { return now; }',
    'export async function order(at: number) { return new Date(at); }',
    'export async function order() { return Date.UTC(2026, 0, 1); }',
    'export async function order() { return Math.max(1, 2); }',
    `import { sleep } from '@temporalio/workflow'; export async function order() { await sleep(1); }`,
    'export async function order(Date: { now(): number }) { return Date.now(); }',
    'export async function order(setTimeout: () => void) { setTimeout(); }',
    'const Math = { random: () => 1 }; export async function order() { return Math.random(); }',
    'export async function order() { clearTimeout(1); }',
  ],
  invalid: [
    {
      code: `export async function order() {
  return Date.now();
}`,
      errors: [{ message: message('order() reaches Date.now().'), line: 2, column: 10, endLine: 2, endColumn: 18 }],
    },
    { code: 'export async function order() { return new Date(); }', errors: [message('order() reaches new Date().')] },
    { code: 'export async function order() { return Date(); }', errors: [message('order() reaches Date().')] },
    {
      code: 'export async function order() { return Math.random(); }',
      errors: [message('order() reaches Math.random().')],
    },
    {
      code: 'export async function order() { setTimeout(() => {}, 1); }',
      errors: [message('order() reaches setTimeout().')],
    },
    {
      code: 'export async function order() { return globalThis.Date.now(); }',
      errors: [message('order() reaches Date.now().')],
    },
    {
      code: 'export async function order(times: number[]) { return times.map(Math.random); }',
      errors: [message('order() reaches Math.random().')],
    },
    {
      code: 'const id = Math.random(); export async function order() { return id; }',
      errors: [message('Loading src/workflows/order.ts reaches Math.random().')],
    },
  ],
});
