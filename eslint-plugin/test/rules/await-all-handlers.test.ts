import { awaitAllHandlers } from '../../src/rules/await-all-handlers.js';
import { testRule } from '../support/test-rule.js';
import { workflow } from '../support/workflow-file.js';

const signal = (name: string, call = 'charge()') =>
  `The handler of signal ${name} waits for ${call}, and the workflow may end meanwhile: the rest of its work is dropped without a word. Write await condition(allHandlersFinished) before each end of the workflow, or give the handler the unfinishedPolicy ABANDON.`;
const update = (name: string, call = 'charge()') =>
  `The handler of update ${name} waits for ${call}, and the workflow may end meanwhile: whoever sent it is told that the workflow completed before the update did. Write await condition(allHandlersFinished) before each end of the workflow, or give the handler the unfinishedPolicy ABANDON.`;
const BARE = (body: string) =>
  `import { condition, defineSignal, defineUpdate, proxyActivities, setHandler, sleep } from '@temporalio/workflow';\nconst { charge } = proxyActivities({});\nexport async function order(id: string) {\n${body}\n}`;

testRule(awaitAllHandlers, {
  valid: [
    // The workflow lets the handler go, and waits once more.
    BARE(
      'let isPaid = false; setHandler(defineUpdate("pay"), async () => { await condition(() => isPaid); return id; }); await charge(id); isPaid = true; await sleep(5);',
    ),
    "import * as wf from '@handrail/workflow'; const { charge } = wf.proxyActivities({}); export async function order() { const done = wf.allHandlersFinished; wf.setHandler(wf.defineSignal('pay'), async () => { await charge(1); }); await wf.sleep(1); await wf.condition(() => done()); }",
    BARE(
      'let paid = false; setHandler(defineSignal("pay"), async () => { await charge(id); paid = true; return id; }); await condition(() => paid);',
    ),
    workflow(
      'setHandler(defineSignal("pay"), async () => { await charge(id); }); await sleep(1000); await condition(allHandlersFinished);',
    ),
    workflow(
      'setHandler(defineSignal("pay"), async () => { await charge(id); }); await condition(() => items.length > 0 && allHandlersFinished());',
    ),
    "import * as wf from '@temporalio/workflow'; const { charge } = wf.proxyActivities({}); export async function order() { wf.setHandler(wf.defineSignal('pay'), async () => { await charge(1); }); await wf.sleep(1); await wf.condition(wf.allHandlersFinished); }",
    // It does not wait.
    BARE('let paid = false; setHandler(defineSignal("pay"), () => { paid = true; }); await condition(() => paid);'),
    BARE('setHandler(defineUpdate("pay"), async () => id); await sleep(1000);'),
    BARE('setHandler(defineSignal("pay"), async () => { await Promise.resolve(); }); await sleep(1000);'),
    // The workflow waits for what the handler does last.
    BARE(
      'let paid = false; setHandler(defineSignal("pay"), async () => { await charge(id); paid = true; }); await condition(() => paid);',
    ),
    BARE(
      'const done: string[] = []; setHandler(defineSignal("pay"), async () => { await charge(id); done.push(id); }); await condition(() => done.length === 3);',
    ),
    BARE(
      'let paid = false; const open = true; setHandler(defineSignal("pay"), async () => { await charge(id); paid = true; }); await condition(() => open && paid);',
    ),
    BARE(
      'let paid = ""; setHandler(defineSignal("pay"), async () => { paid = await charge(id); }); await condition(() => paid !== "");',
    ),
    // A condition of another file may look at just that.
    `import { isDone } from './state'; ${BARE('setHandler(defineSignal("pay"), async () => { await charge(id); }); await condition(isDone);')}`,
    // What has no body of statements waits for nothing.
    "import { defineSignal, proxyActivities, setHandler } from '@temporalio/workflow'; const { charge } = proxyActivities({}); export const order = async () => setHandler(defineSignal('pay'), async () => { await charge(1); });",
    BARE('setHandler(defineSignal("pay"), async () => { await charge(id); }); for (;;) { await sleep(1000); }'),
    // It never ends by itself.
    BARE('setHandler(defineSignal("pay"), async () => { await charge(id); }); while (true) { await sleep(1000); }'),
    // It is meant.
    BARE(
      'setHandler(defineSignal("pay"), async () => { await charge(id); }, { unfinishedPolicy: 1 }); await sleep(1000);',
    ),
    // Not a handler of the file.
    "import { onPay } from './handlers'; import { defineSignal, setHandler, sleep } from '@temporalio/workflow'; export async function order() { setHandler(defineSignal('pay'), onPay); await sleep(1); }",
    // What registers it is not the workflow.
    BARE(
      'await sleep(1000); } export function register() { setHandler(defineSignal("pay"), async () => { await charge(1); });',
    ),
  ],
  invalid: [
    ...[
      // It waits for more, or for what nothing changes, or the workflow ends at once.
      'await condition(() => isPaid); await charge(id); }); await charge(id); isPaid = true; await sleep(5);',
      'await condition(() => isOpen); }); await charge(id); isPaid = true; await sleep(5);',
      'await condition(() => isPaid); }); await charge(id); isPaid = true;',
      'await condition(isDone); }); await charge(id); isPaid = true; await sleep(5);',
    ].map((rest) => ({
      code: BARE(`let isPaid = false, isOpen = false; setHandler(defineSignal("pay"), async () => { ${rest}`),
      errors: [signal('"pay"', 'condition()')],
    })),
    {
      name: 'a file that only speaks of allHandlersFinished',
      code: `/* no allHandlersFinished here */ ${BARE(
        'setHandler(defineSignal("pay"), async () => { await charge(id); }); await sleep(1);',
      )}`,
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'let paid = false; setHandler(defineSignal("pay"), async () => { await sleep(1); paid = true; await charge(id); }); await condition(() => paid);',
      ),
      errors: [signal('"pay"', 'sleep()')],
    },
    {
      code: BARE(
        'let paid = false; await condition(() => paid); setHandler(defineSignal("pay"), async () => { await charge(id); paid = true; }); await sleep(1);',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'let paid = false; setHandler(defineSignal("pay"), async () => { await charge(id); paid = true; }); await sleep(1); return [1].some(() => paid);',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'setHandler(defineSignal("pay"), async () => { await charge(id); }); for (const each of [id]) { await sleep(each.length); }',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'setHandler(defineSignal("pay"), async () => { await charge(id); }); while (id) { await sleep(1000); }',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: BARE('  setHandler(defineSignal("pay"), async () => { await charge(id); });\n  await sleep(1000);'),
      errors: [{ message: signal('"pay"'), line: 4, column: 3, endLine: 4, endColumn: 69 }],
    },
    {
      code: BARE('setHandler(defineUpdate("pay"), async () => { await charge(id); return id; }); await sleep(1000);'),
      errors: [update('"pay"')],
    },
    {
      code: BARE('setHandler(defineUpdate("pay"), async () => charge(id)); await sleep(1000);'),
      errors: [update('"pay"')],
    },
    // What the workflow waits for is changed before the handler is done.
    {
      code: BARE(
        'let paid = false; setHandler(defineSignal("pay"), async () => { paid = true; await charge(id); }); await condition(() => paid);',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'let paid = false; let other = false; setHandler(defineSignal("pay"), async () => { await charge(id); paid = true; }); await condition(() => other); return paid;',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'const onPay = async () => { await sleep(1); }; setHandler(defineSignal("pay"), onPay); await sleep(1000);',
      ),
      errors: [signal('"pay"', 'sleep()')],
    },
    {
      code: BARE(
        'setHandler(defineSignal("pay"), async () => { await charge(id); }); while (true) { await sleep(1000); if (id) return; }',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'setHandler(defineSignal("pay"), async () => { await charge(id); }, { description: "pays" }); await sleep(1000);',
      ),
      errors: [signal('"pay"')],
    },
    {
      code: "import { defineSignal, proxyActivities, setHandler, sleep } from '@handrail/workflow';\nconst activities = proxyActivities({});\nasync function pay() { await activities.charge(1); }\nexport const order = async () => { setHandler(defineSignal('pay'), async () => { await pay(); }); await sleep(1); };",
      errors: [signal('"pay"')],
    },
    {
      code: BARE(
        'setHandler(defineSignal("a"), async () => { await charge(id); }); setHandler(defineSignal("b"), async () => { await sleep(1); }); await sleep(1000);',
      ),
      errors: [signal('"a"'), signal('"b"', 'sleep()')],
    },
  ],
});
