import { handlersBeforeFirstAwait } from '../../src/rules/handlers-before-first-await.js';
import { libraryFile } from '../support/library-file.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const query = (name: string, call = 'charge()') =>
  `The handler of query ${name} is registered after the workflow has waited for ${call}: until then every such query fails. Register it first; signals alone are kept for a late handler.`;
const update = (name: string, call = 'charge()') =>
  `The handler of update ${name} is registered after the workflow has waited for ${call}: until then every such update is rejected. Register it first; signals alone are kept for a late handler.`;
const DEFINITIONS =
  "const state = defineQuery('state');\nconst pay = defineUpdate('pay');\nconst go = defineSignal('go');\n";
const defined = (body: string) => workflowFile(`${DEFINITIONS}export async function order(id: string) {\n${body}\n}`);

testRule(handlersBeforeFirstAwait, {
  valid: [
    // A step of a workflow is called when that sees fit.
    libraryFile(
      'const wf = require("@temporalio/workflow"); export async function register() { await wf.sleep(1); wf.setHandler(wf.defineQuery("state"), () => 1); }',
    ),
    // Once more for whatever has no handler of its own.
    "import { setDefaultQueryHandler, setHandler, defineQuery, sleep } from '@temporalio/workflow'; const state = defineQuery('state'); export async function order() { setDefaultQueryHandler(() => 1); setHandler(state, () => 1); await sleep(1); setHandler(state, () => 2); }",
    defined('setHandler(state, () => id); setHandler(pay, () => id); await charge(id);'),
    // Signals are kept until somebody takes them.
    defined('await charge(id); setHandler(go, () => undefined);'),
    defined('await charge(id); log.info(id);'),
    // What is settled already does not end the first task.
    defined('await Promise.resolve(); setHandler(state, () => id);'),
    // A handler that takes the place of an earlier one.
    defined('setHandler(state, () => "new"); await charge(id); setHandler(state, () => "paid");'),
    defined('const charging = charge(id); setHandler(state, () => id); await charging;'),
    // In another function, at another time.
    workflowFile(
      `${DEFINITIONS}function register() { setHandler(state, () => 1); }\nexport async function order() { register(); await charge(1); }`,
    ),
    workflowFile(
      `${DEFINITIONS}async function helper() { await charge(1); setHandler(state, () => 1); }\nexport function describe() { return helper; }`,
    ),
    // A definition of another file may be a signal's.
    "import { stateQuery } from './api'; import { setHandler, sleep } from '@temporalio/workflow'; export async function order() { await sleep(1); setHandler(stateQuery, () => 1); }",
    { code: defined('await charge(id); setHandler(state, () => id);'), filename: 'src/order.test.ts' },
  ],
  invalid: [
    {
      code: "import { setDefaultQueryHandler, setDefaultUpdateHandler, sleep } from '@temporalio/workflow'; export async function order() { setDefaultQueryHandler(() => 1); await sleep(1); setDefaultUpdateHandler(async () => 1); }",
      errors: [update('any update', 'sleep()')],
    },
    {
      code: defined('  await charge(id);\n  setHandler(state, () => id);'),
      errors: [{ message: query('"state"'), line: 8, column: 3, endLine: 8, endColumn: 30 }],
    },
    { code: defined('await charge(id); setHandler(pay, () => id);'), errors: [update('"pay"')] },
    {
      code: defined('await sleep(1000); setHandler(state, () => id); setHandler(pay, () => id);'),
      errors: [query('"state"', 'sleep()'), update('"pay"', 'sleep()')],
    },
    {
      code: defined('const paid = await charge(id); if (paid) setHandler(state, () => paid);'),
      errors: [query('"state"')],
    },
    {
      code: defined('if (id) { await condition(() => false); } setHandler(state, () => id);'),
      errors: [query('"state"', 'condition()')],
    },
    {
      code: defined('await Promise.all([charge(id), refund(id)]); setHandler(state, () => id);'),
      errors: [query('"state"')],
    },
    {
      code: workflow('await executeChild("ship"); setHandler(defineQuery("state"), () => id);'),
      errors: [query('"state"', 'executeChild()')],
    },
    {
      code: workflowFile(
        `${DEFINITIONS}function register() { setHandler(state, () => 1); }\nexport async function order() { await charge(1); register(); }`,
      ),
      errors: [{ message: query('"state"'), line: 6 }],
    },
    {
      code: workflowFile(
        `${DEFINITIONS}async function load() { return charge(1); }\nexport const order = async () => { await load(); setHandler(state, () => 1); };`,
      ),
      errors: [query('"state"')],
    },
    {
      code: "import * as wf from '@handrail/workflow';\nconst state = wf.defineQuery('state');\nexport async function order() { await wf.sleep(1); wf.setHandler(state, () => 1); }",
      errors: [query('"state"', 'sleep()')],
    },
    {
      code: "import { setDefaultQueryHandler, sleep } from '@temporalio/workflow'; export async function order() { await sleep(1); setDefaultQueryHandler(() => 1); }",
      errors: [query('any query', 'sleep()')],
    },
  ],
});
