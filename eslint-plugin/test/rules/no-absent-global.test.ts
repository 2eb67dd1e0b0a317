import { noAbsentGlobal } from '../../src/rules/no-absent-global.js';
import { activityCalledDirectly, besideActivities } from '../support/activity-project.js';
import { testRule } from '../support/test-rule.js';

const activityProject = besideActivities('export const charge = (id: string) => id + crypto.randomUUID();\n');

const message = (text: string) => `${text} (HR1001)`;

testRule(noAbsentGlobal, {
  valid: [
    `export async function order() { return new URL('https://x').host; }`,
    `export async function order() { return new TextEncoder().encode('x'); }`,
    `export async function order() { console.log('x'); console.info('y'); }`,
    `export async function order() { return typeof crypto !== 'undefined' ? crypto.randomUUID() : 'x'; }`,
    `export async function order() { return typeof process === 'object' && process.argv; }`,
    'export async function order(crypto: { randomUUID(): string }) { return crypto.randomUUID(); }',
    `import { uuid4 } from '@temporalio/workflow'; export async function order() { return uuid4(); }`,
    'export async function order() { return process.env.NODE_ENV; }',
    'declare const BUILD: string; export async function order() { return BUILD; }',
    'export async function order() { const value: Buffer | undefined = undefined; return value; }',
    `import { TextDecoder } from 'util'; export async function order() { return new TextDecoder().decode(); }`,
    `export async function order() { return 'performance' in globalThis ? performance.now() : Date.now(); }`,
  ],
  invalid: [
    activityCalledDirectly(
      activityProject,
      message(
        'order() reaches crypto: order (src/workflows/order.ts:2) → charge (src/workflows/activities.ts:1) → crypto. To do: use uuid4() of the workflow package for ids, and an activity for other cryptography.',
      ),
    ),
    {
      code: `export async function order() {
  return crypto.randomUUID();
}`,
      errors: [
        {
          message: message(
            'order() reaches crypto. To do: use uuid4() of the workflow package for ids, and an activity for other cryptography.',
          ),
          line: 2,
          column: 10,
          endLine: 2,
          endColumn: 16,
        },
      ],
    },
    {
      code: `export async function order() { return Buffer.from('x'); }`,
      errors: [
        message(
          'order() reaches Buffer. To do: use Uint8Array with TextEncoder and TextDecoder, or do it in an activity.',
        ),
      ],
    },
    {
      code: 'export async function order() { return performance.now(); }',
      errors: [
        message('order() reaches performance. To do: use Date.now(), which gives the time of the workflow task.'),
      ],
    },
    {
      code: 'export async function order(x: object) { return structuredClone(x); }',
      errors: [
        message(
          'order() reaches structuredClone. To do: copy plain data by JSON.parse(JSON.stringify(value)) or by spreading it.',
        ),
      ],
    },
    {
      code: 'export async function order() { setInterval(() => {}, 1000); }',
      errors: [
        message(
          'order() reaches setInterval. To do: use sleep() of the workflow package, or setTimeout, both of which become timers in the history.',
        ),
      ],
    },
    {
      code: 'export async function order() { queueMicrotask(() => {}); }',
      errors: [message('order() reaches queueMicrotask. To do: use Promise.resolve().then(…).')],
    },
    {
      code: 'export async function order() { return process.argv; }',
      errors: [
        message(
          'order() reaches process.argv. To do: pass what you need of it as an argument of the workflow, or read it in an activity.',
        ),
      ],
    },
    {
      code: 'export async function order() { process.exit(1); }',
      errors: [
        message("order() reaches process.exit. To do: return, or throw ApplicationFailure.nonRetryable('why')."),
      ],
    },
    {
      code: 'export async function order() { console.table([]); }',
      errors: [
        message(
          'order() reaches console.table. To do: use console.log, console.info, console.warn, console.error or console.debug.',
        ),
      ],
    },
    {
      code: 'export async function order() { return AbortSignal.timeout(1000); }',
      errors: [
        message(
          'order() reaches AbortSignal. To do: use the signal of an AbortController, or a CancellationScope of the workflow package.',
        ),
      ],
    },
    {
      code: `import { promisify } from 'util'; export async function order() { return promisify(() => {}); }`,
      errors: [message('order() reaches util.promisify. To do: move what needs it to an activity.')],
    },
    {
      code: 'const started = performance.now(); export async function order() { return started; }',
      errors: [
        message(
          'Loading src/workflows/order.ts reaches performance. To do: use Date.now(), which gives the time of the workflow task.',
        ),
      ],
    },
  ],
});
