import { synchronousQueryHandlers } from '../../src/rules/synchronous-query-handlers.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const promise = (name: string) =>
  `The handler of query ${name} gives a promise, and every such query fails with a DeterminismViolationError: a query is answered from the state as it is. Do what has to be waited for in the workflow, and answer with what it left.`;

testRule(synchronousQueryHandlers, {
  valid: [
    workflowFile(
      'class Cart { total() { return 1; } }\nexport async function order() { const cart = new Cart(); setHandler(defineQuery("total"), cart.total.bind(cart)); }',
    ),
    workflow('setHandler(defineQuery("state"), () => items);'),
    workflow('setHandler(defineQuery("state"), function () { return items.length; });'),
    workflow('setHandler(defineUpdate("pay"), async () => charge(id));'),
    workflow('setHandler(defineSignal("pay"), async () => { await charge(id); });'),
    workflow('setHandler(defineQuery("state"), undefined);'),
    workflow('setHandler(defineQuery("state"), () => { const later = async () => charge(id); return typeof later; });'),
    workflow('setHandler(defineQuery("state"), () => items.map((item) => item.length));'),
    "import { answer } from './answers'; import { defineQuery, setHandler } from '@temporalio/workflow'; export async function order() { setHandler(defineQuery('state'), answer); }",
    // The definition is another file's: it may be an update's.
    "import { state } from './api'; import { setHandler } from '@temporalio/workflow'; export async function order() { setHandler(state, async () => 1); }",
    "import { setHandler, defineQuery } from './framework'; export async function order() { setHandler(defineQuery('state'), async () => 1); }",
  ],
  invalid: [
    {
      code: workflowFile(
        'class Cart { async total() { return 1; } }\nexport async function order() { const cart = new Cart(); setHandler(defineQuery("total"), cart.total.bind(cart)); }',
      ),
      errors: [promise('"total"')],
    },
    {
      code: workflow('  setHandler(defineQuery("state"), async () => items);'),
      errors: [{ message: promise('"state"'), line: 4, column: 36, endLine: 4, endColumn: 41 }],
    },
    {
      code: workflow('setHandler(defineQuery("state"), async function () { return items; });'),
      errors: [promise('"state"')],
    },
    { code: workflow('setHandler(defineQuery("state"), () => charge(id));'), errors: [promise('"state"')] },
    { code: workflow('setHandler(defineQuery("state"), () => { return charge(id); });'), errors: [promise('"state"')] },
    { code: workflow('setHandler(defineQuery("state"), () => Promise.resolve(id));'), errors: [promise('"state"')] },
    {
      code: workflow('setHandler(defineQuery("state"), () => new Promise((resolve) => resolve(id)));'),
      errors: [promise('"state"')],
    },
    {
      code: workflow('setHandler(defineQuery("state"), () => charge(id).then(() => id));'),
      errors: [promise('"state"')],
    },
    {
      code: workflow('setHandler(defineQuery("state"), () => { const paid = charge(id); return paid; });'),
      errors: [promise('"state"')],
    },
    {
      code: workflow('setHandler(defineQuery("state"), () => (id ? items : charge(id)));'),
      errors: [promise('"state"')],
    },
    { code: workflow('setHandler(defineQuery("state"), () => id && charge(id));'), errors: [promise('"state"')] },
    {
      code: workflowFile(
        'const state = defineQuery("state");\nasync function answer() { return 1; }\nexport async function order() { setHandler(state, answer); }',
      ),
      errors: [{ message: promise('"state"'), line: 4, column: 1 }],
    },
    {
      code: workflowFile(
        'const state = defineQuery("state");\nasync function load() { return 1; }\nexport async function order() { setHandler(state, () => load()); }',
      ),
      errors: [promise('"state"')],
    },
    {
      code: workflowFile(
        'class Order { async state() { return 1; } run() { setHandler(defineQuery("state"), this.state); } }\nexport { Order };',
      ),
      errors: [promise('"state"')],
    },
    {
      code: "import * as wf from '@handrail/workflow';\nconst state = wf.defineQuery('state');\nexport const order = async () => { wf.setHandler(state, async () => 1); };",
      errors: [promise('"state"')],
    },
    {
      code: "import { setDefaultQueryHandler } from '@temporalio/workflow'; export async function order() { setDefaultQueryHandler(async () => 1); }",
      errors: [promise('any query')],
    },
  ],
});
