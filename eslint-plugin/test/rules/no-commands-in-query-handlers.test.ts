import { noCommandsInQueryHandlers } from '../../src/rules/no-commands-in-query-handlers.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const inQuery = (call: string, name = '"state"') =>
  `${call} in the handler of query ${name} asks the server for something, and a query leaves nothing in the history: replay would not find it, and the worker fails. Do it in the workflow, or in an update handler.`;
const inValidator = (call: string, name = '"pay"') =>
  `${call} in the validator of update ${name} asks the server for something, and a validation leaves nothing in the history: replay would not find it, and the worker fails. Do it in the workflow, or in an update handler.`;

testRule(noCommandsInQueryHandlers, {
  valid: [
    workflow('setHandler(defineQuery("state"), () => items);'),
    workflow('setHandler(defineQuery("state"), () => { log.info("asked"); return workflowInfo().historyLength; });'),
    workflow('setHandler(defineSignal("pay"), () => { void charge(id); });'),
    workflow(
      'setHandler(defineUpdate("pay"), async () => charge(id), { validator: () => { if (!id) throw new Error("no"); } });',
    ),
    workflow('await charge(id);'),
    // A function that is made there, but not called.
    workflow(
      'const kept: unknown[] = []; setHandler(defineQuery("state"), () => { kept.push(() => charge(id)); return 1; });',
    ),
    workflowFile(
      'function count() { return 1; }\nexport async function order() { setHandler(defineQuery("state"), () => count()); }',
    ),
    "import { charge } from './charge'; import { defineQuery, setHandler } from '@temporalio/workflow'; export async function order() { setHandler(defineQuery('state'), () => charge()); }",
  ],
  invalid: [
    {
      code: workflow('  setHandler(defineQuery("state"), () => {\n    void charge(id);\n    return items;\n  });'),
      errors: [{ message: inQuery('charge()'), line: 5, column: 10, endLine: 5, endColumn: 20 }],
    },
    { code: workflow('setHandler(defineQuery("state"), () => charge(id));'), errors: [inQuery('charge()')] },
    {
      code: workflow('setHandler(defineQuery("state"), async () => { await sleep(1000); return id; });'),
      errors: [inQuery('sleep()')],
    },
    {
      code: workflow('setHandler(defineQuery("state"), () => { startChild("ship"); return id; });'),
      errors: [inQuery('startChild()')],
    },
    {
      code: workflow(
        'setHandler(defineQuery("state"), () => { getExternalWorkflowHandle("stock").signal("asked"); return id; });',
      ),
      errors: [inQuery('signal()')],
    },
    { code: workflow('setHandler(defineQuery("state"), () => patched("new") && id);'), errors: [inQuery('patched()')] },
    {
      code: workflow('setHandler(defineQuery("state"), () => { deprecatePatch("new"); return id; });'),
      errors: [inQuery('deprecatePatch()')],
    },
    {
      code: "import * as wf from '@handrail/workflow'; export async function order() { wf.setHandler(wf.defineQuery('state'), () => { wf.upsertSearchAttributes({}); wf.upsertMemo({}); }); }",
      errors: [inQuery('upsertSearchAttributes()'), inQuery('upsertMemo()')],
    },
    {
      code: workflowFile(
        'function count() { void charge(1); return 1; }\nexport async function order() { setHandler(defineQuery("state"), () => count()); }',
      ),
      errors: [{ message: inQuery('charge()'), line: 3 }],
    },
    {
      code: workflow('setHandler(defineUpdate("pay"), () => id, { validator: () => { void charge(id); } });'),
      errors: [inValidator('charge()')],
    },
    {
      code: workflow('setHandler(defineUpdate("pay"), () => id, { validator: () => { condition(() => true); } });'),
      errors: [inValidator('condition()')],
    },
    {
      code: workflow('setHandler(defineQuery("state"), () => { continueAsNew(id); });'),
      errors: [inQuery('continueAsNew()')],
    },
  ],
});
