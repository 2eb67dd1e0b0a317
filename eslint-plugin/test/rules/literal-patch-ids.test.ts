import { literalPatchIds } from '../../src/rules/literal-patch-ids.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const dynamic = (id: string) =>
  `The id ${id} of this patch is not known before the workflow runs: nobody can tell when the patch may be removed, and each id adds a marker to the history and an entry to TemporalChangeVersion. Write the id out.`;
const loop = (id: string) =>
  `patched(${id}) in a loop may answer false in one round and true in a later one: an execution that was in the loop when this was deployed changes half-way. Ask once, before the loop.`;

testRule(literalPatchIds, {
  valid: [
    workflowFile('export const isNew = patched("new"); export async function order() { patched(); }'),
    "import { patched } from '@temporalio/client'; export async function order(id: string) { return patched(id); }",
    workflow('if (patched("new")) await charge(id);'),
    workflow('if (patched(`new`)) await charge(id);'),
    workflow('deprecatePatch("new");'),
    workflowFile('const NEW = "new";\nexport async function order() { return patched(NEW); }'),
    workflowFile(
      'const PATCHES = { pay: "pay-2" } as const;\nexport async function order() { return patched(PATCHES.pay); }',
    ),
    workflowFile('enum Patch { pay = "pay-2" }\nexport async function order() { return patched(Patch.pay); }'),
    "import { PAY } from './patches'; import { patched } from '@temporalio/workflow'; export async function order() { return patched(PAY); }",
    "import * as patches from './patches'; import { patched } from '@temporalio/workflow'; export async function order() { return patched(patches.PAY); }",
    workflow('const isNew = patched("new"); for (const item of items) if (isNew) await charge(item);'),
    workflow(
      'for (const item of items) { setHandler(defineSignal(item), () => { if (patched("new")) log.info(item); }); }',
    ),
    "import { patched } from './patches'; export async function order(id: string) { return patched(id); }",
  ],
  invalid: [
    {
      code: workflow('  if (patched(id)) await charge(id);'),
      errors: [{ message: dynamic('id'), line: 4, column: 15, endLine: 4, endColumn: 17 }],
    },
    { code: workflow('if (patched(`pay-${id}`)) await charge(id);'), errors: [dynamic('`pay-${id}`')] },
    { code: workflow('deprecatePatch("pay-" + id);'), errors: [dynamic('"pay-" + id')] },
    {
      code: workflow('for (const item of items) { if (patched(item)) await charge(item); }'),
      errors: [dynamic('item')],
    },
    {
      code: workflowFile('let name = "new"; name = "newer";\nexport async function order() { return patched(name); }'),
      errors: [dynamic('name')],
    },
    {
      code: workflowFile(
        'const PATCHES: Record<string, string> = { a: "b" };\nexport async function order(id: string) { return patched(PATCHES[id]!); }',
      ),
      errors: [dynamic('PATCHES[id]!')],
    },
    {
      code: workflow('while (items.length > 0) { if (patched("new")) await charge(items.pop()!); }'),
      errors: [{ message: loop('"new"'), line: 4, column: 32 }],
    },
    {
      code: workflow('for (const item of items) await (patched("new") ? charge(item) : refund(item));'),
      errors: [loop('"new"')],
    },
    {
      code: "import * as wf from '@handrail/workflow'; export async function order(id: string) { return wf.patched(id); }",
      errors: [dynamic('id')],
    },
  ],
});
