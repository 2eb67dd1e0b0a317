import { continueAsNewInEndlessLoops } from '../../src/rules/continue-as-new-in-endless-loops.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const ENDLESS =
  'This loop never ends, and each round adds to the history: at 51,200 events or 50 MB the server terminates the workflow, and what it holds is lost. Call continueAsNew when workflowInfo().continueAsNewSuggested.';

testRule(continueAsNewInEndlessLoops, {
  valid: [
    workflow(
      'while (true) { await charge(id); if (workflowInfo().continueAsNewSuggested) await continueAsNew(id, items); }',
    ),
    workflow(
      'while (true) { await charge(id); if (workflowInfo().historyLength > 5000) break; } await continueAsNew(id, items);',
    ),
    workflow('while (!workflowInfo().continueAsNewSuggested) { await charge(id); } await continueAsNew(id, items);'),
    workflow('while (true) { if ((await charge(id)) === "done") return; await sleep("1 hour"); }'),
    workflow('while (true) { if ((await charge(id)) === "done") throw ApplicationFailure.create({}); }'),
    workflow('for (const item of items) { await charge(item); }'),
    workflow('for (let at = 0; at < 10; at++) { await charge(id); }'),
    workflow('let done = false; while (!done) { await charge(id); done = true; }'),
    workflow('while (true) { log.info(id); }'),
    workflowFile(
      'async function roll() { if (workflowInfo().continueAsNewSuggested) await continueAsNew(); }\nexport async function order() { while (true) { await charge(1); await roll(); } }',
    ),
    "import { makeContinueAsNewFunc, sleep } from '@temporalio/workflow'; export async function order() { const again = makeContinueAsNewFunc({}); while (true) { await sleep(1); await again(); } }",
    "import { sleep } from '@temporalio/workflow'; import { continueAsNewWhenSuggested } from './history'; export async function order() { while (true) { await sleep(1); await continueAsNewWhenSuggested(); } }",
    workflow('outer: while (true) { for (const item of items) { await charge(item); if (item === id) break outer; } }'),
    { code: workflow('while (true) { await charge(id); }'), filename: 'src/order.test.ts' },
  ],
  invalid: [
    {
      code: workflowFile('export default async function () { while (true) { await charge(1); } }'),
      errors: [found(ENDLESS, 0)],
    },
    {
      code: workflow("  while (true) {\n    await charge(id);\n    await sleep('1 hour');\n  }"),
      errors: [
        found(
          ENDLESS,
          [
            {
              desc: 'Continue as new when it is suggested.',
              output: workflow(
                "  while (true) {\n    await charge(id);\n    await sleep('1 hour');\n    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof order>(id, items);\n  }",
              ),
            },
          ],
          { line: 4, column: 3, endLine: 4, endColumn: 16 },
        ),
      ],
    },
    {
      code: "import { sleep } from '@temporalio/workflow';\nexport async function watch(every = 1) {\n  for (;;) {\n    await sleep(every);\n  }\n}",
      errors: [
        found(ENDLESS, [
          {
            desc: 'Continue as new when it is suggested.',
            output:
              "import { sleep, workflowInfo, continueAsNew } from '@temporalio/workflow';\nexport async function watch(every = 1) {\n  for (;;) {\n    await sleep(every);\n    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof watch>(every);\n  }\n}",
          },
        ]),
      ],
    },
    {
      code: workflow('while (true) { await condition(() => items.length > 0); log.info(items.pop()!); }'),
      errors: [found(ENDLESS)],
    },
    { code: workflow('do { await charge(id); } while (true);'), errors: [found(ENDLESS, 1, { endColumn: 39 })] },
    { code: workflow('while (1) { await executeChild("ship"); }'), errors: [found(ENDLESS)] },
    // A break of another loop or a switch does not end it, nor does a catch.
    {
      code: workflow('while (true) { for (const item of items) { await charge(item); break; } }'),
      errors: [found(ENDLESS)],
    },
    { code: workflow('while (true) { switch (await charge(id)) { case 1: break; } }'), errors: [found(ENDLESS)] },
    {
      code: workflow('while (true) { try { await charge(id); } catch { await sleep(1); } }'),
      errors: [found(ENDLESS)],
    },
    {
      code: workflowFile(
        'async function round() { await charge(1); }\nexport async function order() { while (true) { await round(); } }',
      ),
      errors: [found(ENDLESS)],
    },
    // Where its arguments have no names, the guard is left to the author.
    {
      code: workflowFile('export async function order({ id }: { id: string }) { while (true) { await charge(id); } }'),
      errors: [found(ENDLESS, 0)],
    },
    {
      code: workflowFile('export const order = async () => { while (true) { await charge(1); } };'),
      errors: [found(ENDLESS, 0)],
    },
    {
      code: workflowFile(
        'async function watch() { while (true) { await charge(1); } }\nexport async function order() { await watch(); }',
      ),
      errors: [found(ENDLESS, 0)],
    },
    { code: workflow('while (true) await sleep(1000);'), errors: [found(ENDLESS, 0)] },
  ],
});
