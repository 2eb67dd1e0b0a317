import { noNetwork } from '../../src/rules/no-network.js';
import { activityCalledDirectly, besideActivities } from '../support/activity-project.js';
import { testRule } from '../support/test-rule.js';

const activityProject = besideActivities('export const charge = (id: string) => fetch(id);\n');

const message = (text: string) =>
  `${text} To do: make the request in an activity and call it through proxyActivities. (HR1030)`;

testRule(noNetwork, {
  valid: [
    `export async function order() { return encodeURIComponent('x'); }`,
    `export async function order(fetch: (url: string) => void) { fetch('x'); }`,
    `export async function order() { return typeof fetch === 'function' ? fetch('x') : undefined; }`,
    `export async function order() { if (typeof fetch === 'undefined') return; await fetch('x'); }`,
    `export async function order() { return globalThis.fetch?.('x'); }`,
    `import { proxyActivities } from '@temporalio/workflow'; const { fetch } = proxyActivities({ startToCloseTimeout: '1m' }); export async function order() { await fetch('x'); }`,
    `import type { AxiosError } from 'axios'; export async function order(error: AxiosError) { return error.message; }`,
    `import { isAxiosError } from 'axios'; export async function order(error: unknown) { return isAxiosError(error); }`,
    `const send = () => fetch('x'); export async function order() {}`,
    'class fetch {} export async function order() { new fetch(); }',
    'let url: Request | undefined; export async function order() { return url; }',
  ],
  invalid: [
    activityCalledDirectly(
      activityProject,
      message(
        'order() reaches fetch: order (src/workflows/order.ts:3) → charge (src/workflows/activities.ts:1) → fetch.',
      ),
      `import { other } from './other';\n`,
    ),
    {
      name: 'an activity whose result is used without waiting for it',
      code: `import { charge } from './activities';
export async function order() { const pending = charge('x'); return pending; }`,
      filename: activityProject,
      errors: [
        message(
          'order() reaches fetch: order (src/workflows/order.ts:2) → charge (src/workflows/activities.ts:1) → fetch.',
        ),
      ],
    },
    {
      code: `export async function order() {
  await fetch('x');
}`,
      errors: [{ message: message('order() reaches fetch.'), line: 2, column: 9, endLine: 2, endColumn: 14 }],
    },
    {
      code: `export async function order() { await globalThis.fetch('x'); }`,
      errors: [message('order() reaches fetch.')],
    },
    {
      code: `export async function order() { const { fetch } = globalThis; await fetch('x'); }`,
      errors: [message('order() reaches fetch.')],
    },
    {
      code: `export async function order() { new WebSocket('wss://x'); }`,
      errors: [message('order() reaches WebSocket.')],
    },
    {
      code: 'export async function order() { const request = new XMLHttpRequest(); request.send(); }',
      errors: [message('order() reaches XMLHttpRequest.')],
    },
    {
      code: `import axios from 'axios'; export async function order() { await axios.get('x'); }`,
      errors: [message('order() reaches axios.get.')],
    },
    {
      code: `import axios from 'axios'; const api = axios.create({}); export async function order() { await api.post('x'); }`,
      errors: [message('order() reaches axios.create().post.')],
    },
    {
      code: `import ky from 'ky'; export async function order() { await ky('x'); }`,
      errors: [message('order() reaches ky.')],
    },
    {
      code: `const send = (id: string) => fetch(id);
export async function order() { await send('x'); }`,
      errors: [
        {
          message: message(
            'order() reaches fetch: order (src/workflows/order.ts:2) → send (src/workflows/order.ts:1) → fetch.',
          ),
          line: 1,
          column: 30,
          endLine: 1,
          endColumn: 35,
        },
      ],
    },
    {
      code: 'export async function order(ids: string[]) { await Promise.all(ids.map((id) => fetch(id))); }',
      errors: [
        message(
          'order() reaches fetch: order (src/workflows/order.ts:1) → callback of map (src/workflows/order.ts:1) → fetch.',
        ),
      ],
    },
    {
      code: `export async function order(done: Promise<void>) { await done.then(() => fetch('x')); }`,
      errors: [
        message(
          'order() reaches fetch: order (src/workflows/order.ts:1) → callback of then (src/workflows/order.ts:1) → fetch.',
        ),
      ],
    },
    {
      code: `import { later } from 'not-installed'; export async function order() { later(() => fetch('x')); }`,
      errors: [
        message(
          'order() may reach fetch: order (src/workflows/order.ts:1) → callback of later (src/workflows/order.ts:1) → fetch.',
        ),
      ],
    },
  ],
});
