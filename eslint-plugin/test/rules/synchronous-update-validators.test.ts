import { synchronousUpdateValidators } from '../../src/rules/synchronous-update-validators.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const promise = (name: string) =>
  `The validator of update ${name} gives a promise, which nobody waits for: the update is accepted whatever it comes to, and its rejection fails the workflow task. Throw synchronously, and check in the handler what has to be waited for.`;
const register = (validator: string) => workflow(`setHandler(defineUpdate("pay"), async () => id, { ${validator} });`);

testRule(synchronousUpdateValidators, {
  valid: [
    register('validator: (cents: number) => { if (cents <= 0) throw new Error("nothing to pay"); }'),
    register('validator(cents: number) { if (cents <= 0) throw new Error("nothing to pay"); }'),
    register('validator: undefined'),
    register('description: "pays"'),
    workflow('setHandler(defineUpdate("pay"), async () => id);'),
    workflowFile(
      'function validator() { return; }\nexport async function order() { setHandler(defineUpdate("pay"), async () => 1, { validator }); }',
    ),
    "import { validator } from './validators'; import { defineUpdate, setHandler } from '@temporalio/workflow'; export async function order() { setHandler(defineUpdate('pay'), async () => 1, { validator }); }",
    'const options = { validator: async () => undefined }; export { options };',
  ],
  invalid: [
    {
      code: register('validator: async () => undefined'),
      errors: [{ message: promise('"pay"'), line: 4, column: 62, endLine: 4, endColumn: 67 }],
    },
    { code: register('async validator() { await charge(id); }'), errors: [promise('"pay"')] },
    { code: register('validator: () => charge(id)'), errors: [promise('"pay"')] },
    { code: register('validator: () => Promise.reject(new Error("no"))'), errors: [promise('"pay"')] },
    {
      code: register(
        'validator: async (cents: number): Promise<void> => { if (cents <= 0) throw new Error("nothing to pay"); }',
      ),
      errors: [promise('"pay"')],
    },
    {
      code: workflowFile(
        'async function validator() { return; }\nexport async function order() { setHandler(defineUpdate("pay"), async () => 1, { validator }); }',
      ),
      errors: [{ message: promise('"pay"'), line: 3, column: 1 }],
    },
    {
      code: workflowFile(
        'const options = { validator: async () => undefined };\nexport async function order() { setHandler(defineUpdate("pay"), async () => 1, options); }',
      ),
      errors: [promise('"pay"')],
    },
    {
      code: "import { pay } from './api'; import { setHandler } from '@handrail/workflow'; export async function order() { setHandler(pay, async () => 1, { validator: async () => undefined }); }",
      errors: [promise('pay')],
    },
    {
      code: workflow(
        'setHandler(defineUpdate("pay"), () => id, { unfinishedPolicy: 0, "validator": async () => undefined });',
      ),
      errors: [promise('"pay"')],
    },
  ],
});
