import { noRealClock } from '../../src/rules/no-real-clock.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) =>
  `${text} To do: use Date.now() or new Date(), which the sandbox makes deterministic. (HR1034)`;

testRule(noRealClock, {
  valid: [
    'export async function order() { return Date.now(); }',
    'export async function order() { return new Date(); }',
    'export async function order() { return Date(); }',
    `export async function order() { return new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(new Date()); }`,
    `export async function order(at: number) { return new Intl.DateTimeFormat('en').formatToParts(at); }`,
    'export async function order(at: Date) { return new (at.constructor as any)(at); }',
    `import { workflowInfo } from '@temporalio/workflow'; export async function order() { return workflowInfo().startTime; }`,
    'export async function order(Temporal: any) { return Temporal.Now.instant(); }',
    `export async function order() { return new Function('return Date.now()')(); }`,
    'export async function order() { return Object.getPrototypeOf({}).constructor.keys({}); }',
  ],
  invalid: [
    {
      code: `export async function order() {
  return Date.prototype.constructor.now();
}`,
      errors: [
        {
          message: message('order() reaches Date.prototype.constructor.now().'),
          line: 2,
          column: 10,
          endLine: 2,
          endColumn: 40,
        },
      ],
    },
    {
      code: 'export async function order() { return (new Date().constructor as DateConstructor).now(); }',
      errors: [message('order() reaches Date.prototype.constructor.now().')],
    },
    {
      code: 'export async function order() { const Clock = new Date().constructor as DateConstructor; return new Clock(); }',
      errors: [message('order() reaches the real Date().')],
    },
    {
      code: 'export async function order() { return Object.getPrototypeOf(new Date()).constructor.now(); }',
      errors: [message('order() reaches Date.prototype.constructor.now().')],
    },
    {
      code: `export async function order() { return new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(); }`,
      errors: [message('order() reaches Intl.DateTimeFormat().format() without a date.')],
    },
    {
      code: `export async function order() { return new Intl.DateTimeFormat('en').formatToParts(undefined); }`,
      errors: [message('order() reaches Intl.DateTimeFormat().formatToParts() without a date.')],
    },
    {
      code: `const format = new Intl.DateTimeFormat('en', { timeZone: 'UTC' }); export async function order() { return format.format(); }`,
      errors: [message('order() reaches Intl.DateTimeFormat().format() without a date.')],
    },
    {
      code: 'export async function order() { return Temporal.Now.instant(); }',
      errors: [message('order() reaches Temporal.Now.instant().')],
    },
    {
      code: `import { workflowInfo } from '@temporalio/workflow'; export async function order() { return workflowInfo().unsafe.now(); }`,
      errors: [message('order() reaches workflowInfo().unsafe.now().')],
    },
    {
      code: `import * as workflow from '@temporalio/workflow'; export async function order() { const { unsafe } = workflow.workflowInfo(); return unsafe.now(); }`,
      errors: [message('order() reaches workflowInfo().unsafe.now().')],
    },
  ],
});
