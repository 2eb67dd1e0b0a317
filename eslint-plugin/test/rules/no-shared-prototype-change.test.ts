import { noSharedPrototypeChange } from '../../src/rules/no-shared-prototype-change.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) => `${text} To do: write a function that takes the value as its argument. (HR1037)`;

testRule(noSharedPrototypeChange, {
  valid: [
    'class Order {} (Order as any).prototype.last = 1; export async function order() {}',
    'if (!Array.prototype.map) { (Array.prototype as any).map = () => []; } export async function order() {}',
    'export async function order() { const own: any = { prototype: {} }; own.prototype.x = 1; }',
    'const last = (xs: any[]) => xs.at(-1); export async function order() { return last([]); }',
    'export async function order() { return Array.prototype.slice.call([]); }',
    'const table = Object.create(Array.prototype); export async function order() { table.x = 1; }',
    'function Old(this: any) {} Old.prototype.go = () => 1; export async function order() {}',
    `Object.defineProperty({}, 'x', { value: 1 }); export async function order() {}`,
  ],
  invalid: [
    {
      code: `(Array.prototype as any).last = () => 1;
export async function order() {}`,
      errors: [
        {
          message: message('Loading src/workflows/order.ts reaches Array.prototype.last.'),
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 30,
        },
      ],
    },
    {
      code: `export async function order() { (String.prototype as any).shout = () => 'x'; }`,
      errors: [message('order() reaches String.prototype.shout.')],
    },
    {
      code: `Object.defineProperty(Array.prototype, 'last', { value: () => 1 }); export async function order() {}`,
      errors: [message('Loading src/workflows/order.ts reaches Array.prototype.last.')],
    },
    {
      code: 'Object.assign(Promise.prototype, { done() {} }); export async function order() {}',
      errors: [message('Loading src/workflows/order.ts reaches Promise.prototype.')],
    },
    {
      code: 'const proto: any = Date.prototype; proto.add = () => 1; export async function order() {}',
      errors: [message('Loading src/workflows/order.ts reaches Date.prototype.add.')],
    },
    {
      code: '(globalThis as any).Array.prototype.last = 1; export async function order() {}',
      errors: [message('Loading src/workflows/order.ts reaches Array.prototype.last.')],
    },
    {
      code: `(Object.prototype as any)['own'] = 1; export async function order() {}`,
      errors: [message('Loading src/workflows/order.ts reaches Object.prototype.own.')],
    },
    {
      code: 'Object.setPrototypeOf(Map.prototype, null); export async function order() {}',
      errors: [message('Loading src/workflows/order.ts reaches Map.prototype.')],
    },
    {
      code: `for (const name of ['a', 'b']) (Array.prototype as any)[name] = 1; export async function order() {}`,
      errors: [message('Loading src/workflows/order.ts reaches Array.prototype.a.')],
    },
  ],
});
