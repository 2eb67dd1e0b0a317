import { noDefaultExportWorkflow } from '../../src/rules/no-default-export-workflow.js';
import { libraryFile } from '../support/library-file.js';
import { testRule } from '../support/test-rule.js';

const ANY =
  'Where this file is the entry of the workflow bundle, its default export runs for every workflow type that it does not export by name, misspelt ones included. Export it by name, or decide by workflowInfo().workflowType.';

testRule(noDefaultExportWorkflow, {
  valid: [
    libraryFile('export default async function step() {}'),
    'export async function order() {}',
    'async function order() {} export { order };',
    'export default { queue: "orders" };',
    'export default class Order {}',
    'export default function total(items: number[]) { return items.length; }',
    'export default 5;',
    // A dynamic workflow.
    "import { workflowInfo } from '@temporalio/workflow'; export default async function any() { return workflowInfo().workflowType; }",
    { code: 'export default async function order() {}', filename: 'src/order.test.ts' },
  ],
  invalid: [
    {
      code: 'export default async function order() {\n}',
      errors: [{ message: ANY, line: 1, column: 1, endLine: 1, endColumn: 15 }],
    },
    { code: 'export default async () => {};', errors: [ANY] },
    { code: 'export default async function () {}', errors: [ANY] },
    { code: 'async function order() {} export default order;', errors: [ANY] },
    { code: 'const order = async () => {}; export default order;', errors: [ANY] },
    { code: 'export async function order() {} export default order;', errors: [ANY] },
    { code: 'export default (async () => {}) satisfies () => Promise<void>;', errors: [ANY] },
    {
      code: "import { workflowInfo } from '@temporalio/workflow'; export default async function any() { return workflowInfo().workflowId; }",
      errors: [ANY],
    },
  ],
});
