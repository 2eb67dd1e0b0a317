import { noSandboxEscape } from '../../src/rules/no-sandbox-escape.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) => `${text} To do: do what needs the host in an activity. (HR1040)`;

testRule(noSandboxEscape, {
  valid: [
    `export async function order() { return new URL('https://x').constructor; }`,
    `export async function order() { return ({}).constructor('x'); }`,
    `export async function order() { return new Function('return 1')(); }`,
    `export async function order() { return Object.constructor('return 1')(); }`,
    `export async function order(URL: any) { return URL.constructor('return 1')(); }`,
    `class TextEncoder {} export async function order() { return TextEncoder.constructor('return 1')(); }`,
    'export async function order() { return new AbortController().signal.aborted; }',
    'export async function order() { return new TextDecoder().decode(new Uint8Array()); }',
  ],
  invalid: [
    {
      code: `export async function order() {
  return URL.constructor('return process')();
}`,
      errors: [
        {
          message: message('order() reaches the Function constructor of the host.'),
          line: 2,
          column: 10,
          endLine: 2,
          endColumn: 25,
        },
      ],
    },
    {
      code: `export async function order() { return new (AbortController.constructor as any)('return process')(); }`,
      errors: [message('order() reaches the Function constructor of the host.')],
    },
    {
      code: `export async function order() { return (new URL('https://x').constructor as any).constructor('return process')(); }`,
      errors: [message('order() reaches the Function constructor of the host.')],
    },
    {
      code: `export async function order() { const { constructor: make } = TextEncoder as any; return make('return process')(); }`,
      errors: [message('order() reaches the Function constructor of the host.')],
    },
    {
      code: `export async function order() { return (TextDecoder as any)['constructor']('return process')(); }`,
      errors: [message('order() reaches the Function constructor of the host.')],
    },
    {
      code: 'export async function order() { return (new AbortController().signal.constructor as any).timeout(1000); }',
      errors: [message('order() reaches AbortSignal.timeout() of the host.')],
    },
    {
      code: `const escape = (of: any) => of.constructor('return process')(); export async function order() { return escape(URLSearchParams); }`,
      errors: [
        message(
          'order() reaches the Function constructor of the host: order (src/workflows/order.ts:1) → escape (src/workflows/order.ts:1) → the Function constructor of the host.',
        ),
      ],
    },
    {
      code: `const host = URL.constructor('return process')(); export async function order() { return host; }`,
      errors: [message('Loading src/workflows/order.ts reaches the Function constructor of the host.')],
    },
  ],
});
