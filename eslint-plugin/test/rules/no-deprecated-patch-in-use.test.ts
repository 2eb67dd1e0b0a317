import { noDeprecatedPatchInUse } from '../../src/rules/no-deprecated-patch-in-use.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const both = (id: string, line: number) =>
  `Patch ${id} is deprecated in line ${line}, and asked for here: deprecatePatch says that no execution runs the old code any more, so patched must go, and the old code with it. Keep patched alone until then.`;

testRule(noDeprecatedPatchInUse, {
  valid: [
    workflow('if (patched("new")) await charge(id);'),
    workflow('deprecatePatch("new"); await charge(id);'),
    workflow('deprecatePatch("old"); if (patched("new")) await charge(id);'),
    workflow('deprecatePatch("a"); deprecatePatch("a");'),
    workflow('if (patched("a") && patched("a")) await charge(id);'),
    workflow('deprecatePatch(id); if (patched(id)) await charge(id);'),
    "import { deprecatePatch, patched } from './patches'; deprecatePatch('a'); patched('a');",
    workflow('deprecatePatch("1"); if (patched("01")) await charge(id);'),
  ],
  invalid: [
    {
      code: workflow('  deprecatePatch("new");\n  if (patched("new")) await charge(id);'),
      errors: [{ message: both("'new'", 4), line: 5, column: 7, endLine: 5, endColumn: 21 }],
    },
    { code: workflow('if (patched("new")) await charge(id);\ndeprecatePatch("new");'), errors: [both("'new'", 5)] },
    {
      code: workflowFile(
        'const NEW = "new";\nexport async function order() { deprecatePatch(NEW); return patched("new"); }',
      ),
      errors: [both("'new'", 4)],
    },
    {
      code: workflowFile(
        'function isNew() { return patched("new"); }\nexport async function order() { deprecatePatch("new"); return isNew(); }',
      ),
      errors: [{ message: both("'new'", 4), line: 3 }],
    },
    {
      code: workflow('deprecatePatch("a"); if (patched("a")) await charge(id);\nif (!patched("a")) await refund(id);'),
      errors: [both("'a'", 4), both("'a'", 4)],
    },
    { code: workflow('deprecatePatch(`a`); return patched("a");'), errors: [both("'a'", 4)] },
    {
      code: "import * as wf from '@handrail/workflow';\nexport async function order() { wf.deprecatePatch('a'); return wf.patched('a'); }",
      errors: [both("'a'", 2)],
    },
    { code: workflow('deprecatePatch("a"); deprecatePatch("b"); return patched("b");'), errors: [both("'b'", 4)] },
  ],
});
