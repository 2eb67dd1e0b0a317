import { cleanupInNonCancellableScope } from '../../src/rules/cleanup-in-non-cancellable-scope.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const skipped = (call: string) =>
  `${call} does not run when the workflow is cancelled: its scope is cancelled by then, and it throws at once. Call it in CancellationScope.nonCancellable(() => …).`;

const caught = (then: string) =>
  workflowFile(
    `const kind = String(Date.now()); const kinds = new Set<unknown>([kind]); const read = (given: any): any => given;\nexport async function order(id: string) { try { await charge(id); } catch (error: any) { ${then} throw error; } }`,
  );

/** A saga of a class: how it keeps a step, and how it undoes all of them. */
const sagaOf = (add: string, undo: string, step = '() => refund(1)', call = 'await saga.undo();') =>
  workflowFile(
    `class Saga { private steps: any[] = []; add(step: any) { ${add} } async undo() { ${undo} } }\nexport async function order() { const saga = new Saga(); try { saga.add(${step}); await charge(1); } catch (error) {\n${call} throw error; } }`,
  );
const shielded = (code: string) => `await CancellationScope.nonCancellable(async () => { ${code} });`;
/** Ways to keep steps in a list of a class, and to undo them. */
const SAGAS: readonly (readonly [add: string, undo: string])[] = [
  ['this.steps.unshift(step);', 'for (const each of this.steps) await each();'],
  ['this.steps.push(step);', 'for (const each of [...this.steps].reverse()) await each();'],
  ['this.steps.push(step);', 'while (this.steps.length > 0) { const each = this.steps.pop(); await each?.(); }'],
  ['this.steps.push(step);', 'while (this.steps.length > 0) await this.steps.shift()!();'],
  ['this.steps.push(step);', 'for (let at = this.steps.length - 1; at >= 0; at -= 1) await this.steps[at]();'],
  ['this.steps.push(step);', 'await Promise.all(this.steps.map((each) => each()));'],
  ['this.steps.push({ step });', 'for (const { step } of this.steps) await step();'],
  ['this.steps.push(["step", step]);', 'for (const [name, run] of this.steps) { log.info(name); await run(); }'],
  ['this.steps.push({ run: step });', 'for (const each of this.steps) await each.run();'],
  ['this.steps = [...this.steps, step];', 'const { steps } = this; for (const each of steps) await each();'],
  ['(this.steps ??= []).push(step);', 'for (const each of this.steps ?? []) await each();'],
  ['this.steps = this.steps.concat([step]);', 'for (const each of Array.from(this.steps)) await each();'],
  ['this.steps.push(...[step]);', 'for (const each of this.steps.length > 1 ? this.steps : []) await each();'],
];

testRule(cleanupInNonCancellableScope, {
  valid: [
    // Two objects of one class have a list each.
    workflowFile(
      'class Saga { private steps: any[] = []; add(step: any) { this.steps.push(step); } async undo() { for (const each of this.steps) await each(); } }\nexport async function order() { const money = new Saga(); const notes = new Saga(); money.add(() => refund(1)); notes.add(async () => log.info(1)); try { await charge(1); } catch (error) { await notes.undo(); throw error; } }',
    ),
    workflow(
      'const undo: (() => Promise<void>)[] = []; try { await charge(id); undo.push(() => refund(id)); } catch (error) { await CancellationScope.nonCancellable(async () => { for (const each of undo) await each(); }); throw error; }',
    ),
    workflow(
      'const notes: (() => void)[] = []; try { await charge(id); notes.push(() => log.info(id)); } catch (error) { for (const note of notes) note(); throw error; }',
    ),
    ...SAGAS.flatMap(([add, undo]) => [
      sagaOf(add, shielded(undo)),
      sagaOf(add, undo, undefined, shielded('await saga.undo();')),
      sagaOf(add, undo, 'async () => { log.info(1); }'),
    ]),
    // Another class, and another member.
    workflowFile(
      'class Notes { steps: any[] = []; async tell() { for (const each of this.steps) await each(); } }\nclass Saga { steps: any[] = []; later: any[] = []; add(step: any) { this.later.push(step); this.steps.find(step); } }\nexport async function order() { const saga = new Saga(); const notes = new Notes(); saga.add(() => refund(1)); try { await charge(1); } catch (error) { await notes.tell(); throw error; } }',
    ),
    workflow(
      'try { await charge(id); } finally { await Promise.all(items.map((each) => CancellationScope.nonCancellable(() => refund(each)))); }',
    ),
    "import { undo } from './undo'; import { sleep } from '@temporalio/workflow'; export async function order() { try { await sleep(1); } catch (error) { await undo(); throw error; } }",
    workflow('try { await charge(id); } finally { await CancellationScope.nonCancellable(() => refund(id)); }'),
    workflow(
      'try { await charge(id); } catch (error) { await CancellationScope.nonCancellable(async () => { await refund(id); }); throw error; }',
    ),
    workflow(
      'const cleanup = new CancellationScope({ cancellable: false }); try { await charge(id); } finally { await cleanup.run(() => refund(id)); }',
    ),
    workflow(
      'await CancellationScope.nonCancellable(async () => { try { await charge(id); } finally { await refund(id); } });',
    ),
    // A cancellation goes past what is done about failures.
    workflow(
      'try { await charge(id); } catch (error) { if (isCancellation(error)) throw error; await refund(id); throw error; }',
    ),
    workflow(
      'try { await charge(id); } catch (error) { if (!isCancellation(error)) { await refund(id); } throw error; }',
    ),
    workflow(
      'try { await charge(id); } catch (error) { if (error instanceof ApplicationFailure) { await refund(id); } throw error; }',
    ),
    // Another error is meant.
    ...[
      'const message = error instanceof Error ? error.message : String(error); if (message.includes("bounce")) { await refund(id); }',
      'const { details } = read(error); if (details.type === kind) await refund(id); else log.info(id);',
      'if (!/bounce/.test(String(error))) log.info(id); else await refund(id);',
      'if (read(error).kind !== kind) log.info(id); else await refund(id);',
      'if (id.length > 3 && read(error) == kind) await refund(id);',
      'if (read(error) == kind && id.length > 3) await refund(id);',
      'if (kinds.has(error.kind)) await refund(id);',
    ].map(caught),
    // A function of the file that says whether it is one.
    ...[
      'const isFinal = (error: unknown) => isCancellation(error) || error instanceof RangeError;',
      'function isFinal(error: unknown): boolean { return isCancellation(error); }',
      'function isFinal(error: unknown) { if (error instanceof ApplicationFailure) return false; if (isCancellation(error)) { return true; } return false; }',
      'function isFinal(error: unknown) { const name = String(error); if (name === "x") return true; else return true; }',
      'function isTold(error: unknown) { return isCancellation(error); }\nfunction isFinal(error: unknown) { return isTold(error) || isFinal(error); }',
      'function isFinal(error: unknown) { if (!isCancellation(error)) return false; else return true; }',
      'function isFinal(error: unknown) { var error; return isCancellation(error) || error === 1; }',
    ].map((helper) =>
      workflowFile(
        `${helper}\nexport async function order() { try { await charge(1); } catch (error) { if (isFinal(error)) throw error; await refund(1); throw error; } }`,
      ),
    ),
    workflow(
      'await charge(id).catch(async (error) => { await CancellationScope.nonCancellable(() => refund(id)); throw error; });',
    ),
    workflow('await charge(id).catch(async () => { await refund(id); });'),
    workflowFile(
      'const isFinal = (a: unknown, b: unknown) => isCancellation(b) || a === 1;\nexport async function order() { try { await charge(1); } catch (error) { if (isFinal(error, error)) throw error; await refund(1); throw error; } }',
    ),
    workflow(
      'await charge(id).catch(async (error) => { if (isCancellation(error)) throw error; await refund(id); throw error; });',
    ),
    workflow(
      'await charge(id).finally(() => log.info(id)); await charge(id).then(() => refund(id)).then(log.info, log.warn);',
    ),
    workflow('await Promise.resolve(id).finally(() => refund(id));'),
    workflow('await CancellationScope.nonCancellable(() => charge(id).finally(() => refund(id)));'),
    // Another way to the goal, not a cleanup: a cancelled workflow does not take it.
    workflow('try { return await charge(id); } catch { return await refund(id); }'),
    workflow('try { await charge(id); } catch { await sleep("1 minute"); await charge(id); }'),
    // A pause is nothing to be done.
    workflow('try { await charge(id); } finally { await sleep("1 minute"); }'),
    workflow('try { await charge(id); } finally { log.info("done"); }'),
    // What is tried cannot be cancelled.
    workflow('try { JSON.parse(id); } finally { await refund(id); }'),
    workflowFile(
      'async function undo() { await refund(1); }\nexport async function order() { try { await charge(1); } catch (error) { await CancellationScope.nonCancellable(undo); throw error; } }',
    ),
  ],
  invalid: [
    {
      code: workflow(
        'const undo: (() => Promise<void>)[] = []; try { await charge(id); undo.push(() => refund(id)); } catch (error) { await undo.reduceRight((before, each) => before.then(() => each()), Promise.resolve()); throw error; }',
      ),
      errors: [found(skipped('refund()'))],
    },
    {
      code: workflowFile(
        'class Saga { private steps: any[] = []; add(step: any) { this.steps.push(step); } async undo() { await this.all(); } private async all() { for (const each of this.steps) await each(); } }\nexport async function order() { const money = new Saga(); const notes = new Saga(); money.add(() => refund(1)); notes.add(async () => log.info(1)); try { await charge(1); } catch (error) { await money.undo(); throw error; } }',
      ),
      errors: [found(skipped('refund()'))],
    },
    // Whatever error it is, but for some.
    ...[
      'const message = String(error); if (message.includes("bounce")) log.info(id); else await refund(id);',
      'if (read(error).kind !== kind) await refund(id);',
      'if (!/bounce/.test(String(error))) await refund(id);',
      'if (read(error).kind !== undefined) await refund(id);',
      'if (null != error.cause) await refund(id);',
      'if (id.length === 3) await refund(id);',
      'if (read(error).size > 3) await refund(id);',
      'if (id.includes("x")) await refund(id);',
      'if (log.warn(error)) await refund(id);',
      'if (read(error)) await refund(id);',
    ].map((then) => ({ code: caught(then), errors: [found(skipped('refund()'))] })),
    ...[
      'const isFinal = (error: unknown) => error instanceof ApplicationFailure;',
      'function isFinal(error: unknown) { return isFinal(error); }',
      'async function isFinal(error: unknown) { return isCancellation(error); }',
      'function isFinal(error: unknown) { if (isCancellation(error)) return; return true; }',
      'function isFinal(error: unknown) { if (isCancellation(error)) return false; return true; }',
      'function isFinal(error: unknown) { if (String(error) === "x") return true; return false; }',
      'function isFinal(error: unknown) { if (String(error) === "x") return false; return true; }',
      'function isFinal(error: unknown) { if (String(error) === "x") { log.info("x"); } }',
      'function isFinal(error: unknown) { while (String(error) === "x") { return true; } return false; }',
      'const isFinal = (other?: unknown) => other === undefined;',
    ].map((helper) => ({
      code: workflowFile(
        `${helper}\nexport async function order() { try { await charge(1); } catch (error) {\nif (isFinal(error)) throw error; await refund(1); throw error; } }`,
      ),
      errors: [found(skipped('refund()'), 1)],
    })),
    {
      code: workflowFile(
        'const isFinal = (given: unknown) => isCancellation(given) || given === 1;\nexport async function order(id: string) { try { await charge(1); } catch (error) { if (isFinal(id)) throw error; await refund(1); throw error; } }',
      ),
      errors: [found(skipped('refund()'), 1)],
    },
    {
      code: workflow('await charge(id).catch(async (error) => {\n  await refund(id);\n  throw error;\n});'),
      errors: [found(skipped('refund()'), 1, { line: 5, column: 9 })],
    },
    { code: workflow('await charge(id).finally(() => refund(id));'), errors: [found(skipped('refund()'), 1)] },
    {
      code: workflow(
        'await charge(id).then(log.info, async (error) => { await refund(id); throw ApplicationFailure.nonRetryable("no"); });',
      ),
      errors: [found(skipped('refund()'), 1)],
    },
    ...SAGAS.map(([add, undo]) => ({ code: sagaOf(add, undo), errors: [found(skipped('refund()'), 1, { line: 5 })] })),
    // A base class, a factory, an object, a set, and what is handed on.
    ...[
      'class Base { #steps: any[] = []; add(step: any) { this.#steps.push(step); } async undo() { for (const each of this.#steps) await each(); } }\nclass Saga extends Base {} const made = () => new Saga();',
      'class Base { steps: any[] = []; add(step: any) { this.steps.push(step); } }\nclass Saga extends Base { async one(step: any) { await step(); } async undo() { for (const each of this.steps) await this.one(each); } } const made = () => new Saga();',
      'const made = () => { const steps: any[] = [];\nconst add = (step: any) => { steps.push(step); }; const undo = async () => { for (const each of steps) await each(); }; return { add, undo }; };',
      'const made = () => ({ steps: [] as any[], add(step: any) {\nthis.steps.push(step); }, async undo() { for (const each of this.steps) await each(); } });',
      'const made = () => { const steps = new Set<any>();\nreturn { add(step: any) { steps.add(step); }, async undo() { for (const each of steps) await each(); } }; };',
    ].map((saga) => ({
      code: workflowFile(
        `${saga}\nexport async function order() { const saga = made(); try { saga.add(() => refund(1)); await charge(1); } catch (error) {\nawait saga.undo(); throw error; } }`,
      ),
      errors: [found(skipped('refund()'), 1, { line: 6 })],
    })),
    // One for each.
    {
      code: workflow('try { await charge(id); } finally {\nawait Promise.all(items.map((each) => refund(each))); }'),
      errors: [found(skipped('refund()'), 1, { line: 5, column: 39 })],
    },
    // A saga: what undoes the steps is kept in an array.
    {
      code: workflow(
        'const undo: (() => Promise<void>)[] = [];\ntry { await charge(id); undo.unshift(() => refund(id)); } catch (error) {\nfor (const each of undo) await each();\nthrow error; }',
      ),
      errors: [found(skipped('refund()'), 1, { line: 6, column: 32 })],
    },
    {
      code: workflow(
        'const undo = [{ name: "charge", run: () => refund(id) }]; try { await charge(id); } catch (error) { for (const each of undo.reverse()) { try { await each.run(); } catch { log.error(each.name); } } throw error; }',
      ),
      errors: [found(skipped('refund()'))],
    },
    {
      code: workflowFile(
        'async function undo(steps: (() => Promise<void>)[]) { for (const step of steps) await step(); }\nexport async function order() { const steps: (() => Promise<void>)[] = []; try { await charge(1); steps.push(() => refund(1)); } catch (error) { await undo(steps); throw error; } }',
      ),
      errors: [found(skipped('refund()'), 1, { line: 4 })],
    },
    {
      code: workflow('  try {\n    await charge(id);\n  } finally {\n    await refund(id);\n  }'),
      errors: [
        found(
          skipped('refund()'),
          [
            {
              desc: 'Call it in a scope that is not cancelled.',
              output: workflow(
                '  try {\n    await charge(id);\n  } finally {\n    await CancellationScope.nonCancellable(() => refund(id));\n  }',
              ),
            },
          ],
          { line: 7, column: 11, endLine: 7, endColumn: 21 },
        ),
      ],
    },
    {
      code: "import { proxyActivities, sleep } from '@handrail/workflow';\nconst { undo } = proxyActivities({});\nexport async function wait() { try { await sleep('1 day'); } catch (error) { await undo(); throw error; } }",
      errors: [
        found(skipped('undo()'), [
          {
            desc: 'Call it in a scope that is not cancelled.',
            output:
              "import { proxyActivities, sleep, CancellationScope } from '@handrail/workflow';\nconst { undo } = proxyActivities({});\nexport async function wait() { try { await sleep('1 day'); } catch (error) { await CancellationScope.nonCancellable(() => undo()); throw error; } }",
          },
        ]),
      ],
    },
    {
      code: workflow(
        'try { await charge(id); } catch (error) { if (isCancellation(error)) { await refund(id); } throw error; }',
      ),
      errors: [found(skipped('refund()'))],
    },
    {
      code: workflow('try { await charge(id); } catch (error) { if (isCancellation(error)) await refund(id); }'),
      errors: [found(skipped('refund()'))],
    },
    {
      code: workflow(
        'try { await charge(id); } catch (error) { if (!(error instanceof CancelledFailure)) throw error; await refund(id); throw error; }',
      ),
      errors: [found(skipped('refund()'))],
    },
    {
      code: workflow(
        'try { await charge(id); } catch (error) { try { await refund(id); } catch { log.error("not refunded"); } throw error; }',
      ),
      errors: [found(skipped('refund()'))],
    },
    {
      code: workflow(
        'try { await condition(() => items.length > 0); } finally { await getExternalWorkflowHandle("stock").signal("free"); }',
      ),
      errors: [found(skipped('signal()'))],
    },
    {
      code: workflow('try { await charge(id); } finally { await executeChild("undo"); }'),
      errors: [found(skipped('executeChild()'))],
    },
    {
      code: workflow('try { await charge(id); } finally { if (items.length > 0) await refund(id); }'),
      errors: [found(skipped('refund()'))],
    },
    // A function of the file.
    {
      code: workflowFile(
        'async function undo() { await refund(1); }\nexport async function order() { try { await charge(1); } catch (error) { await undo(); throw error; } }',
      ),
      errors: [found(skipped('refund()'), 1, { line: 4 })],
    },
    // Only the first: nothing after it is reached.
    {
      code: workflow('try { await charge(id); } finally { await refund(id); await refund("again"); }'),
      errors: [found(skipped('refund()'))],
    },
    {
      code: workflow('try { await charge(id); } finally { await refund(await charge(id)); }'),
      errors: [
        found(skipped('refund()'), [
          {
            desc: 'Call it in a scope that is not cancelled.',
            output: workflow(
              'try { await charge(id); } finally { await CancellationScope.nonCancellable(async () => refund(await charge(id))); }',
            ),
          },
        ]),
        found(skipped('charge()')),
      ],
    },
  ],
});
