import { noTopLevelAwait } from '../../src/rules/no-top-level-await.js';
import { testRule } from '../support/test-rule.js';

const message =
  'Workflow code has a top-level await: src/workflows/order.ts. To do: move the await into a function that the workflow calls, or into an activity whose result it uses. (HR1025)';

testRule(noTopLevelAwait, {
  valid: [
    'export async function order() { await 1; }',
    'export const order = async () => { await 1; };',
    'export class Order { async run() { await 1; } }',
    'export const order = { async run() { for await (const x of []) x; } };',
    'const value = (async () => { await 1; })(); export { value };',
    'export const value = Promise.resolve(1);',
    "export const text = 'await 1';",
    'class Order { static { void (async () => { await 1; })(); } } export { Order };',
    { code: 'export const value = await 1;', filename: 'src/activities.ts' },
    { code: 'export const value = await 1;', filename: 'src/workflows/order.spec.ts' },
  ],
  invalid: [
    {
      code: '\nexport const value = await Promise.resolve(1);',
      errors: [{ message, line: 2, column: 22, endLine: 2, endColumn: 46 }],
    },
    { code: 'await 1; export async function order() {}', errors: [message] },
    { code: 'export default await 1;', errors: [message] },
    { code: 'export const value = [await 1];', errors: [message] },
    { code: 'export const value = { a: await 1 };', errors: [message] },
    { code: 'if (true) { await 1; } export {};', errors: [message] },
    { code: 'for await (const each of []) each; export {};', errors: [message] },
    { code: 'try { await 1; } catch {} export {};', errors: [message] },
    { code: 'const a = await 1; const b = await 2; export { a, b };', errors: [message, message] },
  ],
});
