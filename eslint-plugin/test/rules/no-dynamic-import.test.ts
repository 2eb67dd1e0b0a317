import { noDynamicImport } from '../../src/rules/no-dynamic-import.js';
import { testRule } from '../support/test-rule.js';

const message = (chain: string) =>
  `Workflow code has a dynamic import(): ${chain}. To do: import the module at the top of the file, or write import(/* webpackMode: "eager" */ '…') where it is your own code. What is loaded on demand because it needs Node belongs in an activity. (HR1023)`;

testRule(noDynamicImport, {
  valid: [
    "import { price } from './price'; export async function order() { return price(); }",
    "import type { Price } from './price'; export async function order(): Promise<Price | undefined> { return undefined; }",
    "let price: import('./price').Price | undefined; export { price };",
    "type Prices = typeof import('./price'); export type { Prices };",
    'export const where = import.meta.url;',
    "export const load = () => import(/* webpackMode: 'eager' */ './price');",
    'export const load = () => import(/* webpackChunkName: "price", webpackMode: "eager" */ "./price");',
    { code: "export const load = () => import('./price');", filename: 'src/activities.ts' },
    { code: "export const load = () => import('./price');", filename: 'src/worker.ts' },
    { code: "export const load = () => import('./price');", filename: 'src/workflows/order.test.ts' },
  ],
  invalid: [
    {
      code: "export async function order() {\n  const { price } = await import('./price');\n  return price();\n}",
      errors: [
        { message: message('src/workflows/order.ts → ./price'), line: 2, column: 27, endLine: 2, endColumn: 44 },
      ],
    },
    { code: "export const load = () => import('./price');", errors: [message('src/workflows/order.ts → ./price')] },
    {
      code: 'export const load = (name: string) => import(`./${name}`);',
      errors: [message('src/workflows/order.ts')],
    },
    {
      code: "export const load = () => import(/* webpackMode: 'lazy' */ './price');",
      errors: [message('src/workflows/order.ts → ./price')],
    },
    { code: "function unused() { return import('./price'); }", errors: [message('src/workflows/order.ts → ./price')] },
    { code: "if (false) { import('./price'); }", errors: [message('src/workflows/order.ts → ./price')] },
    {
      code: "const a = import('./a'); const b = import('./b'); export { a, b };",
      errors: [message('src/workflows/order.ts → ./a'), message('src/workflows/order.ts → ./b')],
    },
    {
      code: "class Loader { static load = () => import('./price'); } export { Loader };",
      errors: [message('src/workflows/order.ts → ./price')],
    },
    {
      code: "import { sleep } from '@temporalio/workflow'; export const a = async () => { await sleep(1); await import('./a'); };",
      filename: 'src/order.ts',
      errors: [message('src/order.ts → ./a')],
    },
  ],
});
