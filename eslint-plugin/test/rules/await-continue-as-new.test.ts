import { awaitContinueAsNew } from '../../src/rules/await-continue-as-new.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const FLOATING =
  'Nobody waits for continueAsNew: it works by an exception, which fails the workflow task as an unhandled rejection. Write await before it.';
const swallowedIn = (place: string) =>
  `The exception by which continueAsNew works ends in ${place}, and the workflow goes on as if it had not been called. Call it outside of the try, or throw the error again where it is a ContinueAsNew.`;

testRule(awaitContinueAsNew, {
  valid: [
    // Kept, or looked at, which is somebody else's business.
    workflow('const kept: unknown[] = []; kept.push([continueAsNew(id, items)]);'),
    workflow('continueAsNew(id, items).constructor;'),
    workflow('await continueAsNew(id, items).finally(() => log.info("next"));'),
    workflowFile(
      'async function again(): Promise<never> { await continueAsNew(); return await again(); }\nexport async function order() { await again(); }',
    ),
    "import { register } from './registry'; import { continueAsNew } from '@temporalio/workflow'; const again = () => continueAsNew(); register(again);",
    workflow(
      'try { const again = async () => { await continueAsNew(id, items); }; await again(); } finally { log.info(id); }',
    ),
    workflow(
      'const kept: unknown[] = []; try { kept.push(async () => { await continueAsNew(id, items); }); } catch { return; }',
    ),
    "import { onFailure } from './failures'; import { continueAsNew } from '@temporalio/workflow'; export async function order() { await continueAsNew().catch(onFailure); }",
    workflow('await continueAsNew(id, items);'),
    workflow('return continueAsNew(id, items);'),
    workflow('return await continueAsNew(id, items);'),
    workflow('const next = continueAsNew(id, items); await next;'),
    workflow('if (workflowInfo().continueAsNewSuggested) await continueAsNew(id, items);'),
    // A promise that is returned from a try leaves it before it is rejected.
    workflow('try { return continueAsNew(id, items); } catch (error) { log.warn("failed"); }'),
    workflow('try { await charge(id); } catch (error) { log.warn("failed"); } await continueAsNew(id, items);'),
    workflow('try { await continueAsNew(id, items); } catch (error) { log.warn("failed"); throw error; }'),
    workflow(
      'try { await continueAsNew(id, items); } catch (error) { if (error instanceof ApplicationFailure) return; throw error; }',
    ),
    "import { continueAsNew, ContinueAsNew } from '@temporalio/workflow'; export async function order() { try { await continueAsNew(); } catch (error) { if (error instanceof ContinueAsNew) throw error; } }",
    "import { continueAsNew, isCancellation } from '@temporalio/workflow'; export async function order() { try { await continueAsNew(); } catch (error) { if (isCancellation(error)) return; throw error; } }",
    workflow('try { await continueAsNew(id, items); } finally { log.info("next"); }'),
    workflow('try { await charge(id); } catch { await continueAsNew(id, items); }'),
    workflowFile('const again = () => continueAsNew(); export async function order() { await again(); }'),
    "import { rethrow } from './errors'; import { continueAsNew } from '@temporalio/workflow'; export async function order() { try { await continueAsNew(); } catch (error) { rethrow(error); } }",
    "const continueAsNew = (id: string) => id; export async function order() { continueAsNew('a'); }",
  ],
  invalid: [
    {
      code: workflowFile(
        'const again = () => continueAsNew();\nexport async function order(late: boolean) { if (late) await again(); again(); }',
      ),
      errors: [found(FLOATING, 1, { line: 4, column: 71 })],
    },
    {
      code: workflow('  continueAsNew(id, items);'),
      errors: [
        found(FLOATING, [{ desc: 'Await it.', output: workflow('  await continueAsNew(id, items);') }], {
          line: 4,
          column: 3,
          endLine: 4,
          endColumn: 27,
        }),
      ],
    },
    {
      code: workflow('void continueAsNew(id, items);'),
      errors: [found(FLOATING, [{ desc: 'Await it.', output: workflow('await continueAsNew(id, items);') }])],
    },
    {
      code: "import { makeContinueAsNewFunc } from '@handrail/workflow'; export async function order() { const again = makeContinueAsNewFunc({}); again(); }",
      errors: [found(FLOATING)],
    },
    {
      code: "import * as wf from '@temporalio/workflow'; export function order() { wf.continueAsNew(); }",
      errors: [found(FLOATING, 0)],
    },
    {
      code: workflow('try { await continueAsNew(id, items); } catch (error) { log.warn(String(error)); }'),
      errors: [found(swallowedIn('the catch in line 4'), 0, { line: 4, column: 13 })],
    },
    {
      code: workflow(
        'try { if (items.length > 9) { await continueAsNew(id, items); } await charge(id); } catch { return; }',
      ),
      errors: [found(swallowedIn('the catch in line 4'), 0)],
    },
    {
      code: workflow(
        'try { await continueAsNew(id, items); } catch (error) { if (isCancellation(error)) throw error; }',
      ),
      errors: [found(swallowedIn('the catch in line 4'), 0)],
    },
    {
      code: workflow(
        'try { await continueAsNew(id, items); } catch (error) { if (error instanceof ActivityFailure) throw error; }',
      ),
      errors: [found(swallowedIn('the catch in line 4'), 0)],
    },
    {
      code: workflow('try { await continueAsNew(id, items); } catch (error) { await refund(id); }'),
      errors: [found(swallowedIn('the catch in line 4'), 0)],
    },
    {
      code: workflow('await continueAsNew(id, items).catch(() => undefined);'),
      errors: [found(swallowedIn('this catch'), 0)],
    },
    {
      code: workflow('await continueAsNew(id, items).then(undefined, (error) => log.warn(String(error)));'),
      errors: [found(swallowedIn('this catch'), 0)],
    },
    // In a function of the file: where it is called.
    {
      code: workflowFile('const again = () => continueAsNew(); export async function order() { again(); }'),
      errors: [found(FLOATING, 1, { line: 3, column: 70 })],
    },
    {
      code: workflowFile(
        'async function again() { return await continueAsNew(); }\nexport async function order() { try { await again(); } catch { return; } }',
      ),
      errors: [found(swallowedIn('the catch in line 4'), 0, { line: 4 })],
    },
    {
      code: workflow(
        'try { try { await continueAsNew(id, items); } catch (error) { throw error; } } catch { return; }',
      ),
      errors: [found(swallowedIn('the catch in line 4'), 0)],
    },
  ],
});
