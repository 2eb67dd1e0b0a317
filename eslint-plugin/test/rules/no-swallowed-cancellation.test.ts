import { noSwallowedCancellation } from '../../src/rules/no-swallowed-cancellation.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const END = 'Rethrow the error where isCancellation(error).';
const spins = (call: string) =>
  `When the workflow is cancelled, ${call} throws at once in every round, this catch takes it for a failure, and the loop never waits again: the worker is blocked until the task times out, again and again. ${END}`;
const renews = (call: string) =>
  `When the workflow is cancelled, ${call} throws, this catch takes it for a failure, and the workflow continues as new: the new run is not cancelled. ${END}`;
const rounds = (call: string) =>
  `When the workflow is cancelled, ${call} throws at once in each round that is left, this catch takes it for a failure, and the workflow ends as completed. ${END}`;
const goesOn = (call: string) =>
  `When the workflow is cancelled, ${call} throws, this catch takes it for a failure, the steps after it are not done either, and the workflow ends as completed. ${END}`;

const byJump = (message: string) =>
  message
    .replace('this catch takes it for a failure', 'the jump out of this finally drops the error')
    .replace(END, 'Let the finally run into its end.');

// What a condition in the catch comes to when the workflow is cancelled.
const TRUE = [
  'isCancellation(error)',
  '!!isCancellation(error)',
  'error instanceof Error',
  'error instanceof CancelledFailure',
  '(error as Error).name === "CancelledFailure"',
  'CancellationScope.current().consideredCancelled',
  'isCancellation(error) && true',
  'isCancellation(error) || id',
  'id || isCancellation(error)',
  'error instanceof ApplicationFailure || isCancellation(error)',
  '(error as ApplicationFailure).type !== "Declined"',
  '"Declined" !== (error as ApplicationFailure).type',
];
const FALSE = [
  '!isCancellation(error)',
  '(error as Error).name !== "CancelledFailure"',
  'error instanceof ApplicationFailure',
  'error instanceof TypeError',
  '(error as ApplicationFailure).type === "Declined"',
  '(error as ApplicationFailure).cause?.name == "Declined"',
  '!isCancellation(error) && id',
  'id && !isCancellation(error)',
  'isCancellation(error) && error instanceof ApplicationFailure',
  'error instanceof ApplicationFailure || error instanceof TypeError',
  'error instanceof ContinueAsNew',
];
const UNKNOWN = [
  'id',
  'items.length > 3',
  '-items.length',
  'isFatal(error)',
  'error instanceof Fatal',
  'error instanceof ActivityFailure',
  'error instanceof ActivityFailure && id',
  'id && isCancellation(error)',
  'isCancellation(error) && id',
  'error instanceof ApplicationFailure || id',
  'id || error instanceof ApplicationFailure',
  'isCancellation(error) ?? id',
  '(error as ApplicationFailure).type === id',
  '(error as ApplicationFailure).attempt === 3',
  '(error as ApplicationFailure).type > "a"',
  'id === "Declined"',
  'id instanceof ApplicationFailure',
];
const inLoop = (statement: string) =>
  `import { Fatal, isFatal } from './fatal';\n${workflow(`while (true) { try { await charge(id); } catch (error) { ${statement} } }`)}`;
const thrownWhere = (condition: string) => inLoop(`if (${condition}) throw error;`);
const thrownElsewhere = (condition: string) => inLoop(`if (${condition}) log.warn(id); else throw error;`);

testRule(noSwallowedCancellation, {
  valid: [
    // A step in a table: what comes after it stands elsewhere.
    workflowFile(
      'export async function paying(id: string) { try { await charge(id); } catch (error) { log.warn(String(error)); return 1; } await refund(id); return 2; }\nexport const STEPS = { paying };',
    ),
    workflowFile(
      'export async function paying(id: string) { try { await charge(id); } catch (error) { log.warn(String(error)); } try { await refund(id); } catch { log.warn(id); } }\nexport const STEPS = [paying];',
    ),
    // What is kept runs where the list is gone through, and there no cancellation comes.
    workflow(
      'const steps: any[] = []; for (const item of items) steps.push(async () => { try { await refund(item); } catch { log.error(item); } }); await CancellationScope.nonCancellable(async () => { for (const step of steps) await step(); }); return await continueAsNew(id);',
    ),
    workflowFile(
      'async function safely(step: () => Promise<void>) { await CancellationScope.nonCancellable(() => step()); }\nexport async function order(id: string) { await safely(async () => { try { await refund(id); } catch { log.error(id); } }); return await continueAsNew(id); }',
    ),
    // What nobody waits for, and what no cancellation reaches.
    workflow('for (const item of items) { charge(item).catch(() => log.warn(item)); }'),
    workflow(
      'for (const item of items) await CancellationScope.nonCancellable(() => charge(item)).catch(() => log.warn(item));',
    ),
    workflow(
      'for (const item of items) { try { await charge(item); } catch (error) { if ((error as Error).name !== "CancelledFailure") throw error; } }',
    ),
    // It comes up again after the catch.
    workflow(
      'try { try { await charge(id); } catch { log.warn(id); } } finally { await sleep(1); } return await continueAsNew(id);',
    ),
    workflow(
      'for (const item of items) { await refund(item); try { await charge(item); } catch { log.warn(item); } } return await continueAsNew(id);',
    ),
    workflowFile(
      'async function all(items: string[]) { for (const item of items) { try { await charge(item); } catch { log.warn(item); } } }\nexport async function order(items: string[]) { await all(items); await refund(items); }',
    ),
    workflow(
      'await Promise.all(items.map(async (item) => { try { await charge(item); } catch { log.warn(item); } })); await refund(id);',
    ),
    workflow(
      'await Promise.all(items.map(async (item) => { try { await charge(item); } catch { log.warn(item); } })); return id;',
    ),
    workflow('while (true) { try { await charge(id); } finally { log.info(id); } }'),
    workflow('while (true) { try { await charge(id); } catch (error) { throw error; } finally { log.info(id); } }'),
    workflow('while (true) { try { JSON.parse(id); } finally { continue; } }'),
    workflow('while (true) { try { await charge(id); } finally { throw new Error(id); } }'),
    workflow('while (true) { try { await charge(id); } finally { await refund(id); } }'),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if (isCancellation(error)) return; } finally { if (id) break; } }',
    ),
    ...[...TRUE, ...UNKNOWN].map(thrownWhere),
    ...[...FALSE, ...UNKNOWN].map(thrownElsewhere),
    // A loop that asks each time, or that may change what it looks at, may end.
    workflow(
      'function ask() { const next = items.length; return next; } while (ask()) { try { await charge(id); } catch { log.warn("again"); } } await refund(id);',
    ),
    workflow(
      'let open = true; let tries = 0; while (open && tries < 3) { try { await charge(id); open = false; } catch { tries++; } } await refund(id);',
    ),
    workflow('while (globalThis.name) { try { await charge(id); } catch { log.warn("again"); } } await refund(id);'),
    "import { proxyActivities, uuid4 } from '@temporalio/workflow'; const { charge } = proxyActivities({}); export async function order() { while (uuid4() > 'a') { try { await charge(1); } catch { continue; } } await charge(2); }",
    // What is called is a parameter, of which the file shows the values.
    workflowFile(
      "async function retried(step: () => Promise<void>) { for (;;) { try { return await step(); } catch { await sleep('1s'); } } }\nexport async function order() { await retried(() => charge(1)); }",
    ),
    "import { sleep } from '@temporalio/workflow'; export async function retried(step: () => Promise<void>) { for (;;) { try { return await step(); } catch { continue; } } }",
    workflow(
      'while (true) { try { await charge(id); } catch (error) { switch ((error as ApplicationFailure).type) { case "Declined": break; default: throw error; } } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { switch ((error as Error).name) { case "CancelledFailure": throw error; case "Other": break; } } }',
    ),
    workflow('while (true) { try { await charge(id); } catch (error) { switch (id) { case "a": throw error; } } }'),
    workflow(
      'while (true) { const results = await Promise.allSettled(items.map((item) => charge(item))); for (const each of results) if (each.status === "rejected") throw each.reason; }',
    ),
    workflow(
      'for (const item of items) { const started = [item].map((each) => startChild("other", { args: [each] })); await Promise.all(started.map(async (child) => (await child).result())); }',
    ),
    workflow(
      'const started = items.map((item) => charge(item)); for (const each of started) { try { await each; } catch (error) { if (isCancellation(error)) throw error; } }',
    ),
    workflow(
      'for (let p of items.map((item) => charge(item))) { p = Promise.resolve("done"); try { await p; } catch { log.warn("failed"); } } await charge(id);',
    ),
    workflow(
      'await Promise.all(items.map((item) => charge(item)).map(async (p) => { p = Promise.resolve("done"); try { await p; } catch { log.warn("failed"); } })); await charge(id);',
    ),
    workflow(
      'const started = items.map((item) => item.length); for (const each of started) { try { await each; } catch { log.warn("failed"); } } await charge(id);',
    ),
    workflow(
      'for (const item of items) await charge(item).catch((error: unknown) => { if (isCancellation(error)) throw error; return "failed"; });',
    ),
    workflow('return await charge(id).catch(() => { return undefined; });'),
    workflow(
      'const errors: unknown[] = []; for (const item of items) { try { await charge(item); } catch (error) { errors.push(error); } } if (errors.length > 0) throw errors[0];',
    ),
    workflow(
      'outer: while (true) { for (const item of items) { try { await charge(item); } catch { break outer; } } } await refund(id);',
    ),
    // The error is thrown again, as it is or in another one.
    workflow('while (true) { try { await charge(id); } catch (error) { log.warn("again"); throw error; } }'),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { throw ApplicationFailure.create({ cause: error as Error }); } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if (isCancellation(error)) throw error; log.warn("again"); } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if (!isCancellation(error)) { log.warn("again"); } else { throw error; } } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if (error instanceof CancelledFailure) { break; } } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if ((error as Error).name === "CancelledFailure") return; } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if (CancellationScope.current().consideredCancelled) return; } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if (error instanceof ApplicationFailure) continue; throw error; } }',
    ),
    workflow(
      'while (true) { try { await charge(id); } catch (error) { if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) { log.warn("declined"); } else { throw error; } } }',
    ),
    // The loop waits again outside of the try, where the cancellation comes up.
    workflow('while (true) { try { await charge(id); } catch { log.warn("again"); } await sleep("1 hour"); }'),
    workflow(
      'while (true) { await condition(() => items.length > 0); try { await charge(items.shift()!); } catch { log.warn("again"); } }',
    ),
    workflow('while (true) { try { await charge(id); } catch { await sleep("1 minute"); } }'),
    workflow('while (await refund(id)) { try { await charge(id); } catch { log.warn("again"); } }'),
    workflow('for (;; await sleep(1000)) { try { await charge(id); } catch { log.warn("again"); } }'),
    workflow(
      'while (true) { try { await charge(id); } catch { log.warn("again"); } finally { await sleep("1 minute"); } }',
    ),
    // The loop ends by itself, and the error with it.
    workflow(
      'for (let attempt = 0; attempt < 3; attempt++) { try { return await charge(id); } catch (error) { if (attempt === 2) throw error; } }',
    ),
    workflow(
      'let last; for (let attempt = 0; attempt < 3; attempt++) { try { return await charge(id); } catch (error) { last = error; } } throw last;',
    ),
    workflow(
      'let failures = 0; while (true) { try { await charge(id); break; } catch { failures++; if (failures > 3) break; } } await refund(id);',
    ),
    // What comes after is cancelled in its turn: the workflow ends as cancelled.
    workflow('for (const item of items) { try { await charge(item); } catch { log.warn(item); } } await refund(id);'),
    workflow('try { await charge(id); } catch { log.warn("failed"); } await refund(id);'),
    // Advice, which is another rule's.
    workflow('try { await charge(id); } catch { return "failed"; }'),
    workflow('return charge(id).catch(() => undefined);'),
    // Nothing in it can be cancelled.
    workflow('for (const item of items) { try { JSON.parse(item); } catch { log.warn(item); } }'),
    workflow(
      'while (true) { try { await CancellationScope.nonCancellable(() => charge(id)); } catch { log.warn("again"); } }',
    ),
    workflow(
      'await CancellationScope.nonCancellable(async () => { for (;;) { try { await charge(id); } catch { log.warn("again"); } } });',
    ),
    workflow(
      'const scope = new CancellationScope({ cancellable: false }); await scope.run(async () => { while (true) { try { await charge(id); } catch { log.warn("again"); } } });',
    ),
    workflowFile(
      'async function keepOn() { while (true) { try { await charge(1); } catch { log.warn("again"); } } }\nexport async function order() { await CancellationScope.nonCancellable(keepOn); }',
    ),
    // A function of the file, or one from elsewhere, that throws it again.
    workflowFile(
      'function rethrow(error: unknown): never { throw error; }\nexport async function order() { while (true) { try { await charge(1); } catch (error) { rethrow(error); } } }',
    ),
    workflowFile(
      'function unlessCancelled(error: unknown) { if (isCancellation(error)) throw error; }\nexport async function order() { while (true) { try { await charge(1); } catch (error) { unlessCancelled(error); } } }',
    ),
    `import { handleFailure } from './failures';\n${workflow('while (true) { try { await charge(id); } catch (error) { handleFailure(error); } }')}`,
    `import { handleFailure } from './failures';\n${workflow('while (true) { try { await charge(id); } catch (error) { await handleFailure(error); } }')}`,
    // A helper that gives up on a failure, called where the next step is cancelled, too.
    workflowFile(
      'async function attempt(item: string) { try { await charge(item); } catch { return false; } return true; }\nexport async function order(items: string[]) { for (const item of items) { await attempt(item); await sleep(1000); } }',
    ),
    // The try is about something else; the activity waits for itself.
    workflow(
      'while (true) { const charged = await charge(id); try { JSON.parse(charged); } catch { log.warn("again"); } }',
    ),
    // An inner try that rethrows, in one that does.
    workflow(
      'while (true) { try { try { await charge(id); } catch (error) { throw error; } } catch (error) { if (isCancellation(error)) throw error; } }',
    ),
    // A resettable timer: its own scope is what is cancelled, and the code looks for that.
    workflow(
      'while (true) { try { await CancellationScope.withTimeout(1000, () => charge(id)); } catch (error) { if (!isCancellation(error)) throw error; } }',
    ),
    {
      code: workflow('while (true) { try { await charge(id); } catch { log.warn("again"); } }'),
      filename: 'src/order.test.ts',
    },
  ],
  invalid: [
    {
      code: workflowFile(
        'export async function paying(id: string) { try { await charge(id); } catch (error) { log.warn(String(error)); } try { await refund(id); } catch { log.warn(id); } }\nexport const STEPS = { other: [charge] };',
      ),
      errors: [found(goesOn('charge()'))],
    },
    // Steps in a list, of which one more is gone before each is waited for, or only after.
    ...[
      'const rest = [...items]; while (rest.length > 0) { try { await charge(rest.pop()); } catch { log.warn(id); } }',
      'const steps = [() => charge(id)]; while (steps.length > 0) { try { await steps.pop()!(); } catch { log.warn(id); } }',
    ].map((body) => ({ code: workflow(body), errors: [found(rounds('charge()'))] })),
    {
      code: workflow(
        'const rest = [...items]; while (rest.length > 0) await charge(rest.pop()).catch(() => log.warn(id));',
      ),
      errors: [found(rounds('charge()'), 0)],
    },
    {
      code: workflow(
        'const rest = [...items]; while (rest.length > 0) { try { await charge(rest[0]); rest.shift(); } catch { log.warn(id); } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflowFile(
        'class Steps { all: any[] = []; add(step: any) { this.all.push(step); return this; }\nasync run() { for (const step of this.all) { try { await step(); } catch { log.warn(1); } } } }\nexport async function order(id: string) { await new Steps().add(() => charge(id)).run(); }',
      ),
      errors: [found(rounds('charge()'), 1, { line: 4 })],
    },
    // What is called before it starts nothing, or calls itself.
    ...[
      'const note = log.info(item); try { await Promise.all([note, charge(item)]); }',
      'try { log.info(item); await charge(item); }',
      'const note = () => log.info(item); try { note(); await charge(item); }',
      'const again = (n: number): unknown => again(n - 1); try { again(1); await charge(item); }',
    ].map((tried) => ({
      code: workflow(`for (const item of items) { ${tried} catch { log.warn(item); } }`),
      errors: [found(rounds('charge()'))],
    })),
    // What stands around the catch.
    ...[
      'switch (id) { case "a": await refund(id); try { await charge(id); } catch { log.warn(id); } return await continueAsNew(id); }',
      'switch (id) { case "a": try { await charge(id); } catch { log.warn(id); } break; } return await continueAsNew(id);',
      'try { log.info(id); } finally { await sleep(1); try { await charge(id); } catch { log.warn(id); } } return await continueAsNew(id);',
      'try { try { await charge(id); } catch { log.warn(id); } } catch { log.warn(id); } return await continueAsNew(id);',
      'await Promise.all(items.map(async (item) => { try { await charge(item); } catch { log.warn(item); } })); return await continueAsNew(id);',
    ].map((body) => ({ code: workflow(body), errors: [found(renews('charge()'))] })),
    {
      name: 'a workflow that another one calls, too',
      code: workflowFile(
        'export async function each(items: string[]) { for (const item of items) { try { await charge(item); } catch { log.warn(item); } } }\nexport async function order(items: string[]) { await each(items); await refund(items); }',
      ),
      errors: [found(rounds('charge()'))],
    },
    {
      code: workflow(
        'const all = await Promise.all(items.map(async (item) => { try { return await charge(item); } catch { return "failed"; } })); try { await refund(all.length); } catch { log.warn(id); }',
      ),
      errors: [found(goesOn('charge()'))],
    },
    {
      code: workflow(
        'while (items.length > 0) { await Promise.all(items.splice(0, 2).map(async (item) => { try { await charge(item); } catch { log.warn(item); } })); }',
      ),
      errors: [found(rounds('charge()'))],
    },
    {
      code: workflow('for (const item of items) {\n  try { await charge(item); } finally { continue; }\n}'),
      errors: [found(byJump(rounds('charge()')), 0, { line: 5, column: 31, endColumn: 38 })],
    },
    {
      code: workflow('while (true) { try { await charge(id); } catch (error) { throw error; } finally { continue; } }'),
      errors: [found(byJump(spins('charge()')), 0)],
    },
    {
      code: workflow('try { await charge(id); } finally { await continueAsNew(id); }'),
      errors: [found(byJump(renews('charge()')), 0)],
    },
    ...FALSE.map((condition) => ({ code: thrownWhere(condition), errors: [found(spins('charge()'))] })),
    ...TRUE.map((condition) => ({ code: thrownElsewhere(condition), errors: [found(spins('charge()'))] })),
    {
      code: workflowFile(
        'async function retried(step: () => Promise<void>) {\n  for (;;) { try { return await step(); } catch { log.warn("again"); } }\n}\nexport async function order() { await retried(() => charge(1)); }',
      ),
      errors: [found(spins('charge()'), 1, { line: 4 })],
    },
    {
      code: workflowFile(
        'async function retried(step: () => Promise<void>) { for (;;) { try { return await step(); } catch { log.warn("again"); } } }\nexport async function order() { await retried(charge); }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        'const steps = [() => charge(id), () => refund(id)]; while (true) { for (const step of steps) { try { await step(); } catch { log.warn("again"); } } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        'while (true) { try { await charge(id); } catch (error) { switch ((error as ApplicationFailure).type) { case "Declined": throw error; } } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        'while (true) { const results = await Promise.allSettled(items.map((item) => charge(item))); log.info(String(results.length)); }',
      ),
      errors: [found(spins('charge()').replace('this catch', 'allSettled'), 0)],
    },
    {
      code: workflow(
        'for (const item of items) { const started = [item].map((each) => startChild("other", { args: [each] })); const results = await Promise.allSettled(started.map(async (child) => (await child).result())); log.info(String(results.length)); }',
      ),
      errors: [found(rounds('startChild()').replace('this catch', 'allSettled'), 0)],
    },
    {
      code: workflow(
        'const started = items.map((item) => charge(item)); for (const each of started) { try { await each; } catch { log.warn("failed"); } }',
      ),
      errors: [found(rounds('charge()'))],
    },
    {
      code: workflow(
        'for (const item of items) await charge(item).catch((error: unknown) => { log.warn(String(error)); return "failed"; });',
      ),
      errors: [found(rounds('charge()'), 0)],
    },
    {
      code: workflow(
        'for (const item of items) { const result = await charge(item).catch(() => { return undefined; }); if (result) log.info(result); }',
      ),
      errors: [found(rounds('charge()'), 0)],
    },
    {
      code: workflow(
        'outer: while (true) { for (const item of items) { try { await charge(item); } catch { continue outer; } } await sleep("1 hour"); }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        '  while (true) {\n    try {\n      await charge(id);\n    } catch (error) {\n      log.warn(String(error));\n    }\n  }',
      ),
      errors: [
        found(
          spins('charge()'),
          [
            {
              desc: 'Rethrow the error where it is a cancellation.',
              output: workflow(
                '  while (true) {\n    try {\n      await charge(id);\n    } catch (error) { if (isCancellation(error)) throw error;\n      log.warn(String(error));\n    }\n  }',
              ),
            },
          ],
          { line: 7, column: 7, endLine: 7, endColumn: 21 },
        ),
      ],
    },
    {
      code: "import { sleep as pause } from '@temporalio/workflow';\nexport async function watch() { for (;;) { try { await pause('1 day'); } catch { continue; } } }",
      errors: [
        found(spins('sleep()'), [
          {
            desc: 'Rethrow the error where it is a cancellation.',
            output:
              "import { sleep as pause, isCancellation } from '@temporalio/workflow';\nexport async function watch() { for (;;) { try { await pause('1 day'); } catch (error) { if (isCancellation(error)) throw error; continue; } } }",
          },
        ]),
      ],
    },
    {
      code: "import * as wf from '@handrail/workflow';\nconst activities = wf.proxyActivities({});\nexport const watch = async () => { do { try { await activities.charge(); } catch (failure) { wf.log.warn('again'); } } while (true); };",
      errors: [
        found(spins('charge()'), [
          {
            desc: 'Rethrow the error where it is a cancellation.',
            output:
              "import * as wf from '@handrail/workflow';\nconst activities = wf.proxyActivities({});\nexport const watch = async () => { do { try { await activities.charge(); } catch (failure) { if (wf.isCancellation(failure)) throw failure; wf.log.warn('again'); } } while (true); };",
          },
        ]),
      ],
    },
    // No condition that the catch leaves as it is ends a loop.
    {
      code: workflow(
        'let done = false; while (!done) { try { await charge(id); done = true; } catch { log.warn("again"); } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        'let page = 0; while (page < items.length) { try { await charge(items[page]!); page++; } catch { log.warn("again"); } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        'while (workflowInfo().historyLength < 1000) { try { await charge(id); } catch { log.warn("again"); } }',
      ),
      errors: [found(spins('charge()'))],
    },
    // Neither does a test for other failures.
    {
      code: workflow(
        'while (true) { try { await charge(id); } catch (error) { if (error instanceof ApplicationFailure) throw error; } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        'while (true) { try { await charge(id); } catch (error) { if ((error as ApplicationFailure).type === "Declined") return; } }',
      ),
      errors: [found(spins('charge()'))],
    },
    // Whoever looks for the cancellation of what is in his own scope and goes on still has a scope that is cancelled.
    {
      code: workflow(
        'while (true) { try { await charge(id); } catch (error) { if (isCancellation(error)) { log.info("cancelled"); } else { throw error; } } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow('while (true) { await charge(id).catch(() => undefined); }'),
      errors: [found(spins('charge()'), 0, { line: 4, column: 33, endColumn: 55 })],
    },
    {
      code: workflow(
        'while (true) { await charge(id).then(() => log.info("done"), (error) => log.warn(String(error))); }',
      ),
      errors: [found(spins('charge()'), 0)],
    },
    {
      code: workflow(
        'while (true) { try { await Promise.all(items.map((item) => charge(item))); } catch { log.warn("again"); } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflow(
        'while (true) { const tasks = items.map(async (item) => { await charge(item); }); await Promise.all(tasks).catch(() => undefined); }',
      ),
      errors: [found(spins('charge()'), 0)],
    },
    {
      code: workflow(
        'while (true) { try { await executeChild("ship", { args: [id] }); } catch { log.warn("again"); } }',
      ),
      errors: [found(spins('executeChild()'))],
    },
    {
      code: workflow(
        'const child = await startChild("ship"); while (true) { try { await child.result(); } catch { log.warn("again"); } }',
      ),
      errors: [found(spins('result()'))],
    },
    {
      code: workflow('while (true) { try { await condition(() => items.length > 0); } catch { log.warn("again"); } }'),
      errors: [found(spins('condition()'))],
    },
    // A finally does not help, nor does an outer try that is left as it was entered.
    {
      code: workflow(
        'while (true) { try { await charge(id); } catch { log.warn("again"); } finally { log.info("round"); } }',
      ),
      errors: [found(spins('charge()'))],
    },
    // Through a function of the file, and out of it.
    {
      code: workflowFile(
        'async function attempt() { await charge(1); }\nexport async function order() { while (true) { try { await attempt(); } catch { log.warn("again"); } } }',
      ),
      errors: [found(spins('charge()'))],
    },
    {
      code: workflowFile(
        'async function attempt() {\n  try { await charge(1); } catch { return false; }\n  return true;\n}\nexport async function order() { while (true) { await attempt(); } }',
      ),
      errors: [found(spins('charge()'), 1, { line: 4 })],
    },
    {
      code: workflowFile(
        'class Payments { private readonly activities = proxyActivities({}); async run() { while (true) { try { await this.activities.charge(1); } catch { log.warn("again"); } } } }\nexport async function order() { await new Payments().run(); }',
      ),
      errors: [found(spins('charge()'))],
    },
    // The next run is not cancelled.
    {
      code: workflow(
        'try { await charge(id); } catch (error) { log.warn(String(error)); }\nawait continueAsNew(id, items);',
      ),
      errors: [found(renews('charge()'))],
    },
    {
      code: workflow(
        'for (const item of items) { await charge(item).catch(() => undefined); }\nif (items.length === 0) return;\nreturn continueAsNew(id, items);',
      ),
      errors: [found(renews('charge()'), 0)],
    },
    {
      code: workflow('try { await charge(id); } catch { await continueAsNew(id, items); }'),
      errors: [found(renews('charge()'))],
    },
    // Completed, with a list of failures that are none.
    {
      code: workflow(
        'const failed = [];\nfor (const item of items) {\n  try { await charge(item); } catch { failed.push(item); }\n}\nreturn failed;',
      ),
      errors: [found(rounds('charge()'), 1, { line: 6 })],
    },
    {
      code: workflow(
        'while (items.length > 0) { const item = items.shift()!; try { await charge(item); } catch { log.warn(item); } }',
      ),
      errors: [found(rounds('charge()'))],
    },
    {
      code: workflowFile(
        'async function attempt(item: string) { try { await charge(item); } catch { log.warn(item); } }\nexport async function order(items: string[]) { for (const item of items) await attempt(item); }',
      ),
      errors: [found(rounds('charge()'))],
    },
    // Completed, with steps left out.
    {
      code: workflow(
        'try { await charge(id); } catch { log.warn("charge"); }\ntry { await refund(id); } catch { log.warn("refund"); }\nreturn "done";',
      ),
      errors: [found(goesOn('charge()'), 1, { line: 4 })],
    },
    {
      code: workflow(
        'try { await charge(id); } catch { log.warn("charge"); }\nawait Promise.allSettled(items.map((item) => refund(item)));',
      ),
      errors: [found(goesOn('charge()'))],
    },
  ],
});
