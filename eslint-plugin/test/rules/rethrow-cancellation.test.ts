import { rethrowCancellation } from '../../src/rules/rethrow-cancellation.js';
import { libraryFile } from '../support/library-file.js';
import { testRule } from '../support/test-rule.js';
import { found, workflow, workflowFile } from '../support/workflow-file.js';

const completes = (call: string) =>
  `The cancellation of ${call} ends in this catch, too: a workflow that was cancelled there ends as completed. Rethrow the error where isCancellation(error).`;

testRule(rethrowCancellation, {
  valid: [
    workflow(
      'const results = await Promise.allSettled(items.map((item) => charge(item))); for (const each of results) if (each.status === "rejected") throw each.reason;',
    ),
    workflow('await Promise.allSettled(items); await Promise.allSettled([Promise.resolve(1)]);'),
    workflow('try { await charge(id); } catch (error) { if (isCancellation(error)) throw error; return "failed"; }'),
    workflow(
      'try { await charge(id); } catch (error) { if (isCancellation(error)) return "cancelled"; return "failed"; }',
    ),
    workflow(
      'try { await charge(id); } catch (error) { if (error instanceof CancelledFailure) log.info("cancelled"); }',
    ),
    workflow(
      'try { await charge(id); } catch (error) { if (error instanceof ActivityFailure) return "failed"; throw error; }',
    ),
    workflow('try { await charge(id); } catch (error) { log.warn("failed"); throw error; }'),
    // The next step is cancelled, too.
    workflow('try { await charge(id); } catch { log.warn("failed"); } await refund(id);'),
    workflow('try { await charge(id); } catch { await refund(id); }'),
    // Nothing is cancelled.
    workflow('try { JSON.parse(id); } catch { return "failed"; }'),
    workflow('try { await CancellationScope.nonCancellable(() => charge(id)); } catch { return "failed"; }'),
    workflow(
      'await CancellationScope.nonCancellable(async () => { try { await charge(id); } catch { log.warn("failed"); } });',
    ),
    // What is worse is another rule's.
    workflow('while (true) { try { await charge(id); } catch { log.warn("failed"); } }'),
    workflow('try { await charge(id); } catch { log.warn("failed"); } await continueAsNew(id, items);'),
  ],
  invalid: [
    {
      code: workflow('try { await charge(id); } finally { return "done"; }'),
      errors: [
        found(
          'The cancellation of charge() ends in the jump out of this finally, too: a workflow that was cancelled there ends as completed. Let the finally run into its end.',
          0,
        ),
      ],
    },
    {
      code: workflow(
        'const results = await Promise.allSettled(items.map((item) => charge(item))); return results.length;',
      ),
      errors: [found(completes('charge()').replace('this catch', 'allSettled'), 0, { column: 31, endColumn: 76 })],
    },
    // What the caller makes of the rounds that are left is not known here.
    {
      ...libraryFile(
        'const wf = require("@temporalio/workflow"); export async function pauseAll(items: string[]) { for (const item of items) { try { await wf.sleep(item); } catch { continue; } } }',
      ),
      errors: [found(completes('sleep()'))],
    },
    {
      code: workflow('  try {\n    await charge(id);\n  } catch {\n    return "failed";\n  }'),
      errors: [
        found(
          completes('charge()'),
          [
            {
              desc: 'Rethrow the error where it is a cancellation.',
              output: workflow(
                '  try {\n    await charge(id);\n  } catch (error) { if (isCancellation(error)) throw error;\n    return "failed";\n  }',
              ),
            },
          ],
          { line: 6, column: 5, endLine: 6, endColumn: 11 },
        ),
      ],
    },
    {
      code: workflow('try { return await charge(id); } catch (error) { return String(error); }'),
      errors: [found(completes('charge()'))],
    },
    {
      code: workflow('return charge(id).catch(() => undefined);'),
      errors: [found(completes('charge()'), 0, { column: 19 })],
    },
    {
      code: workflow('await sleep("1 day").then(undefined, () => log.info("stopped"));'),
      errors: [found(completes('sleep()'), 0)],
    },
    {
      code: workflow('try { await condition(() => items.length > 0, "1 day"); } catch { log.warn("late"); }'),
      errors: [found(completes('condition()'))],
    },
    {
      code: workflow('try { await executeChild("ship"); } catch { log.warn("failed"); }'),
      errors: [found(completes('executeChild()'))],
    },
    {
      code: workflow('try { await getExternalWorkflowHandle("stock").signal("sold"); } catch { log.warn("failed"); }'),
      errors: [found(completes('signal()'))],
    },
    {
      code: workflow('const charging = charge(id); try { await charging; } catch { log.warn("failed"); }'),
      errors: [found(completes('charge()'))],
    },
    // One of several at a time: none is left out.
    {
      code: workflow(
        'await Promise.all(items.map(async (item) => { try { await charge(item); } catch { log.warn(item); } }));',
      ),
      errors: [found(completes('charge()'))],
    },
    {
      code: workflowFile(
        'export async function attempt() { try { await charge(1); } catch { return false; } return true; }',
      ),
      errors: [found(completes('charge()'))],
    },
    {
      code: workflowFile(
        'const onPay = async () => { try { await charge(1); } catch { log.warn("failed"); } };\nexport async function order() { setHandler(defineSignal("pay"), onPay); await condition(() => false); }',
      ),
      errors: [found(completes('charge()'))],
    },
    // A name that is taken is not hidden.
    {
      code: workflow('const error = id; try { await charge(error); } catch { log.warn(error); }'),
      errors: [
        found(completes('charge()'), [
          {
            desc: 'Rethrow the error where it is a cancellation.',
            output: workflow(
              'const error = id; try { await charge(error); } catch (cancellation) { if (isCancellation(cancellation)) throw cancellation; log.warn(error); }',
            ),
          },
        ]),
      ],
    },
    // A pattern is left to its author.
    {
      code: workflow('try { await charge(id); } catch ({ message }) { return message; }'),
      errors: [found(completes('charge()'), 0)],
    },
  ],
});
