import { noProcessEnv } from '../../src/rules/no-process-env.js';
import { activityCalledDirectly, besideActivities } from '../support/activity-project.js';
import { testRule } from '../support/test-rule.js';

const activityProject = besideActivities('export const charge = (id: string) => id + process.env.CURRENCY;\n');

const message = (text: string) =>
  `${text} To do: hand the value to the workflow as an argument, or read it in an activity. (HR1033)`;

testRule(noProcessEnv, {
  valid: [
    'export async function order() { return process.env.NODE_ENV; }',
    `export async function order() { return process.env['NODE_ENV'] === 'production'; }`,
    'export async function order(env: Record<string, string>) { return env.CURRENCY; }',
    'export async function order(process: { env: Record<string, string> }) { return process.env.CURRENCY; }',
    `export async function order() { return typeof process === 'undefined' ? 'EUR' : process.env.CURRENCY; }`,
    'export async function order() { return globalThis.process?.env.CURRENCY; }',
    'const read = () => process.env.CURRENCY; export async function order() {}',
    `import { currency } from './currency-of-nobody'; export async function order() { return currency; }`,
  ],
  invalid: [
    activityCalledDirectly(
      activityProject,
      message(
        'order() reaches process.env.CURRENCY: order (src/workflows/order.ts:2) → charge (src/workflows/activities.ts:1) → process.env.CURRENCY.',
      ),
    ),
    {
      code: `export async function order() {
  return process.env.CURRENCY;
}`,
      errors: [
        { message: message('order() reaches process.env.CURRENCY.'), line: 2, column: 10, endLine: 2, endColumn: 30 },
      ],
    },
    {
      code: `export async function order() { return process.env['CURRENCY']; }`,
      errors: [message('order() reaches process.env.CURRENCY.')],
    },
    {
      code: 'export async function order() { const { CURRENCY } = process.env; return CURRENCY; }',
      errors: [message('order() reaches process.env.CURRENCY.')],
    },
    {
      code: 'export async function order() { const { env } = process; return env.CURRENCY; }',
      errors: [message('order() reaches process.env.CURRENCY.')],
    },
    {
      code: `const currency = process.env.CURRENCY ?? 'EUR'; export async function order() { return currency; }`,
      errors: [message('Loading src/workflows/order.ts reaches process.env.CURRENCY.')],
    },
    {
      code: 'export async function order(currency = process.env.CURRENCY) { return currency; }',
      errors: [message('order() reaches process.env.CURRENCY.')],
    },
    {
      code: 'const settings = { get currency() { return process.env.CURRENCY; } }; export async function order() { return settings.currency; }',
      errors: [
        message(
          'order() reaches process.env.CURRENCY: order (src/workflows/order.ts:1) → currency (src/workflows/order.ts:1) → process.env.CURRENCY.',
        ),
      ],
    },
    {
      code: 'export async function order() { return `${process.env.A}`; }',
      errors: [message('order() reaches process.env.A.')],
    },
  ],
});
