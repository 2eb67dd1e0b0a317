import { noBusyLoop } from '../../src/rules/no-busy-loop.js';
import { testRule } from '../support/test-rule.js';
import { workflow, workflowFile } from '../support/workflow-file.js';

const CLOCK =
  'Time does not pass in this loop: Date.now() stands still until the workflow waits, so that it never ends and the worker gives the task up with "Script execution timed out". Use await sleep(…).';
const BLOCKED =
  'Nothing can change what this loop looks at: no signal, update or activity result is delivered before the workflow waits, and the worker gives the task up with "Script execution timed out". Use await condition(() => …).';
const SETTLED =
  'This loop waits for what is settled already, which lets no signal, update or activity result in: it never ends, and the worker gives the task up with "Script execution timed out". Use await condition(() => …).';

testRule(noBusyLoop, {
  valid: [
    // What it waits for may change it.
    workflow('const paid = charge(id); let done = false; while (!done) { await paid; }'),
    workflow('class Round { constructor() { items.pop(); } } while (items[0]) { new Round(); }'),
    workflow('const step = (_: unknown) => items.pop(); while (items[0]) { step`next`; }'),
    workflow('while (globalThis.name) {}'),
    workflow('let done = false; while (!done) { await sleep(1000); }'),
    workflow('let done = false; while (!done) { done = items.pop() === id; }'),
    workflow('while (items.length > 0) { items.pop(); }'),
    workflow('let at = 0; while (at < items.length) { at++; }'),
    workflow('for (let at = 0; at < 10; at++) { log.info(id); }'),
    workflow('while (true) { if (items.pop() === id) break; }'),
    workflow('while (true) { return; }'),
    workflow('for (;;) { throw new Error(id); }'),
    workflow('const parse = () => items.pop(); while (parse()) { log.info(id); }'),
    workflow('let node: { next?: unknown } | undefined = {}; while (node) { node = node.next as undefined; }'),
    // It may change in the function that is called.
    workflow('let done = false; const step = () => { done = true; }; while (!done) { step(); }'),
    workflow('let done = false; while (!done) { for await (const each of new Set<string>()) done = each === id; }'),
    workflowFile('export function* ids() { let next = 0; while (true) { yield next; } }'),
    workflowFile('export function* naturals() { for (;;) { yield* [1, 2]; } }'),
    workflow('const iterator = items[Symbol.iterator](); while (!iterator.next().done) { log.info(id); }'),
  ],
  invalid: [
    { code: workflow('while (Date.now() < 5) {}'), errors: [CLOCK] },
    { code: workflow('let done = false; while (!done) { await undefined; await 5; }'), errors: [SETTLED] },
    {
      code: workflow(
        '  let done = false;\n  setHandler(defineSignal("done"), () => { done = true; });\n  while (!done) {\n    log.info("waiting");\n  }',
      ),
      errors: [{ message: BLOCKED, line: 6, column: 3, endLine: 6, endColumn: 17 }],
    },
    { code: workflow('const end = Date.now() + 1000; while (Date.now() < end) {}'), errors: [CLOCK] },
    {
      code: workflow('const end = Date.now() + 1000; do { log.info(id); } while (Date.now() < end);'),
      errors: [{ message: CLOCK, endLine: 4, endColumn: 78 }],
    },
    { code: workflow('for (const start = Date.now(); Date.now() - start < 1000; ) {}'), errors: [CLOCK] },
    { code: workflow('while (true) { log.info(id); }'), errors: [BLOCKED] },
    { code: workflow('for (;;) {}'), errors: [BLOCKED] },
    { code: workflow('let done = false; while (!done) { await Promise.resolve(); }'), errors: [SETTLED] },
    { code: workflow('let done = false; while (!done) await null;'), errors: [SETTLED] },
    { code: workflow('let done = false; while (!done) await undefined;'), errors: [SETTLED] },
    { code: workflow('let done = false; let rounds = 0; while (!done) { rounds++; }'), errors: [BLOCKED] },
    {
      code: workflow('const state = { done: false }; while (!state.done) { console.log(id, Math.random()); }'),
      errors: [BLOCKED],
    },
    { code: workflow('while (!workflowInfo().continueAsNewSuggested) { log.info(id); }'), errors: [BLOCKED] },
    // A break of an inner loop does not leave the outer one.
    {
      code: workflow('let done = false; while (!done) { for (const item of items) { if (item === id) break; } }'),
      errors: [BLOCKED],
    },
    { code: workflow('let done = false; while (!done) { switch (id) { case "a": break; } }'), errors: [BLOCKED] },
    {
      code: workflow('let done = false; outer: while (!done) { for (const item of items) continue outer; }'),
      errors: [BLOCKED],
    },
  ],
});
