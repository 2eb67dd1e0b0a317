import { noPatchedAtModuleScope } from '../../src/rules/no-patched-at-module-scope.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const loaded = (name: string) =>
  `${name}() runs when the module is loaded, before there is a workflow: it throws "Patches cannot be used before Workflow starts", and no workflow of the bundle can start. Call it in the workflow.`;

testRule(noPatchedAtModuleScope, {
  valid: [
    workflowFile('export function ask(count: number): boolean { return count > 0 ? ask(count - 1) : patched("new"); }'),
    "import { registry } from './registry'; import { patched } from '@temporalio/workflow'; registry.add(() => patched('new'));",
    workflow('if (patched("new")) await charge(id);'),
    workflow('deprecatePatch("new");'),
    workflowFile('const isNew = () => patched("new");\nexport async function order() { return isNew(); }'),
    workflowFile('export class Order { readonly isNew = patched("new"); }'),
    workflowFile('export class Order { constructor() { patched("new"); } }'),
    workflowFile('function isNew() { return patched("new"); }\nexport const order = async () => isNew();'),
    "import { patched } from './patches'; export const isNew = patched('new');",
    workflowFile('export const ask = patched;'),
    workflowFile('export const all = ["a", "b"].map((id) => () => patched(id));'),
  ],
  invalid: [
    {
      code: workflowFile(
        'function ask(count: number): boolean { return count > 0 ? ask(count - 1) : patched("new"); }\nexport const isNew = ask(1);',
      ),
      errors: [loaded('patched')],
    },
    {
      code: workflowFile('const isNew = patched("new");\nexport async function order() { return isNew; }'),
      errors: [{ message: loaded('patched'), line: 3, column: 15, endLine: 3, endColumn: 29 }],
    },
    {
      code: workflowFile('deprecatePatch("new");\nexport async function order() {}'),
      errors: [loaded('deprecatePatch')],
    },
    { code: workflowFile('export const config = { isNew: patched("new") };'), errors: [loaded('patched')] },
    { code: workflowFile('if (patched("new")) { log.info("new"); }'), errors: [loaded('patched')] },
    { code: workflowFile('export class Order { static isNew = patched("new"); }'), errors: [loaded('patched')] },
    {
      code: workflowFile('function isNew() { return patched("new"); }\nexport const answer = isNew();'),
      errors: [{ message: loaded('patched'), line: 3 }],
    },
    { code: workflowFile('export const answer = (() => patched("new"))();'), errors: [loaded('patched')] },
    { code: workflowFile('export const answers = ["a", "b"].map((id) => patched(id));'), errors: [loaded('patched')] },
    {
      code: "import * as wf from '@handrail/workflow'; export const isNew = wf.patched('new');",
      errors: [loaded('patched')],
    },
    {
      code: "import { patched as isPatched } from '@temporalio/workflow'; export default isPatched('new');",
      errors: [loaded('patched')],
    },
  ],
});
