import { preferCondition } from '../../src/rules/prefer-condition.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const polling = (variable: string) =>
  `This loop sleeps until ${variable} changes, which a handler does: each round writes five events, and the server ends the workflow at 51,200. Wait with await condition(() => …), which writes none and wakes at once.`;
const DONE = 'let done = false; setHandler(defineSignal("done"), () => { done = true; });';

testRule(preferCondition, {
  valid: [
    // A handler looks at it, and nobody changes it meanwhile.
    workflow('let done = false; setHandler(defineQuery("done"), () => done); while (!done) await sleep(1000);'),
    workflow(
      'let done = false; setHandler(defineQuery("done"), () => log.info(String(done), done)); while (!done) await sleep(1000);',
    ),
    workflow(
      'let done = false; let seen = false; setHandler(defineQuery("done"), () => { seen = done; return seen; }); while (!done) await sleep(1000);',
    ),
    workflow(
      'const state = { done: false }; setHandler(defineQuery("done"), () => state.done); while (!state.done) await sleep(1000);',
    ),
    workflow(
      'let at = 0; setHandler(defineSignal("at"), () => { items[at] = id; }); while (at === 0) await sleep(1000);',
    ),
    workflow('let done = false; done = items.length > 0; while (!done) await sleep(1000);'),
    workflow('let done = false; while (!done) { await sleep(1000); items.forEach(() => { done = true; }); }'),
    workflow(`${DONE} await condition(() => done);`),
    workflow(`${DONE} await sleep(1000); if (done) return;`),
    // It does something in each round.
    workflow(`${DONE} while (!done) { await charge(id); await sleep("1 hour"); }`),
    workflow(`${DONE} while (!done) { await condition(() => done, "1 hour"); }`),
    // It looks at what an activity says.
    workflow('let state = await charge(id); while (state !== "done") { await sleep(1000); state = await charge(id); }'),
    // It counts, or works through a list.
    workflow('let rounds = 0; while (rounds < 3) { await sleep(1000); rounds++; }'),
    workflow('for (let at = 0; at < items.length; at++) { await sleep(1000); }'),
    workflow('while (items.length > 0) { items.pop(); await sleep(1000); }'),
    // Nobody changes it.
    workflow('const done = false; while (!done) { await sleep(1000); }'),
    workflow('while (Date.now() < 5) { await sleep(1000); }'),
    workflow(`${DONE} while (!done) { log.info("never waits"); }`),
    "import { sleep } from './time'; let done = false; export const stop = () => { done = true; }; export async function order() { while (!done) await sleep(1); }",
  ],
  invalid: [
    { code: workflow(`${DONE} for (;;) { if (done) break; await sleep(1000); }`), errors: [found(polling('done'), 0)] },
    {
      code: workflow(
        'let open = 1; setHandler(defineSignal("close"), () => { open--; }); while (+open) await sleep(1000);',
      ),
      errors: [
        found(polling('open'), [
          {
            desc: 'Wait with condition().',
            output: workflow(
              'let open = 1; setHandler(defineSignal("close"), () => { open--; }); await condition(() => !(+open));',
            ),
          },
        ]),
      ],
    },
    {
      code: workflow(`  ${DONE}\n  while (!done) {\n    await sleep('1 second');\n  }`),
      errors: [
        found(
          polling('done'),
          [{ desc: 'Wait with condition().', output: workflow(`  ${DONE}\n  await condition(() => done);`) }],
          { line: 5, column: 3, endLine: 5, endColumn: 17 },
        ),
      ],
    },
    {
      code: "import { sleep } from '@temporalio/workflow';\nlet open = 1;\nexport function close() { open--; }\nexport async function order() { while (open > 0) await sleep(1000); }",
      errors: [
        found(polling('open'), [
          {
            desc: 'Wait with condition().',
            output:
              "import { sleep, condition } from '@temporalio/workflow';\nlet open = 1;\nexport function close() { open--; }\nexport async function order() { await condition(() => !(open > 0)); }",
          },
        ]),
      ],
    },
    {
      code: workflow(`${DONE} while (true) { if (done) break; await sleep(1000); }`),
      errors: [found(polling('done'), 0)],
    },
    {
      code: workflow(`${DONE} while (true) { await sleep(1000); if (done) { return; } }`),
      errors: [found(polling('done'), 0)],
    },
    { code: workflow(`${DONE} do { await sleep(1000); } while (!done);`), errors: [found(polling('done'), 0)] },
    { code: workflow(`${DONE} for (; !done; ) { await sleep(1000); }`), errors: [found(polling('done'), 0)] },
    // With a limit, it is a condition with a timeout.
    {
      code: workflow(`${DONE} let tries = 0; while (!done && tries < 10) { await sleep(1000); tries++; }`),
      errors: [found(polling('done'), 0)],
    },
    {
      code: workflow(`${DONE} while (!done) { log.info("waiting"); await sleep(1000); }`),
      errors: [found(polling('done'), 0)],
    },
    {
      code: workflow(`${DONE} while (!done) { /* as before */ await sleep(1000); }`),
      errors: [found(polling('done'), 0)],
    },
    {
      code: workflow(
        'const queue: string[] = []; setHandler(defineSignal<[string]>("add"), (each) => { queue.push(each); }); while (queue.length === 0) await sleep(1000);',
      ),
      errors: [found(polling('queue'), 1)],
    },
    {
      code: workflow(
        'const state = { done: false }; setHandler(defineSignal("done"), () => { state.done = true; }); while (!state.done) await sleep(1000);',
      ),
      errors: [found(polling('state'), 1)],
    },
    {
      code: workflowFile(
        'let count = 0; const onAdd = () => { count++; };\nexport async function order() { setHandler(defineSignal("add"), onAdd); while (count < 3) await sleep(1000); }',
      ),
      errors: [found(polling('count'), 1)],
    },
  ],
});
