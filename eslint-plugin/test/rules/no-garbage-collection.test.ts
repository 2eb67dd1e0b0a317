import { noGarbageCollection } from '../../src/rules/no-garbage-collection.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) =>
  `${text} To do: ${
    text.includes('FinalizationRegistry')
      ? 'clean up in a finally block, or in a CancellationScope.nonCancellable.'
      : 'hold the object itself, or its id.'
  } (HR1002)`;

testRule(noGarbageCollection, {
  valid: [
    'export async function order() { return new WeakMap(); }',
    'export async function order() { return new WeakSet(); }',
    'export async function order() { return typeof WeakRef; }',
    'export async function order(WeakRef: any) { return new WeakRef({}); }',
    'class FinalizationRegistry {} export async function order() { return new FinalizationRegistry(); }',
    'let held: WeakRef<object> | undefined; export async function order() { return held; }',
    'const make = () => new WeakRef({}); export async function order() {}',
    'export async function order() { return new Map(); }',
    'class Held extends WeakRef<object> {} export async function order() { return typeof Held; }',
  ],
  invalid: [
    {
      code: `class Held extends WeakRef<object> {}
export async function order() {
  return new Held({});
}`,
      errors: [{ message: message('order() reaches WeakRef.'), line: 3, column: 14 }],
    },
    {
      code: `class Held extends WeakRef<object> { constructor(readonly id: string) { super({}); } }
export async function order() {
  return new Held('x');
}`,
      errors: [
        {
          message: message(
            'order() reaches WeakRef: order (src/workflows/order.ts:3) → new Held (src/workflows/order.ts:1) → WeakRef.',
          ),
        },
      ],
    },
    {
      code: `export async function order() {
  return new WeakRef({});
}`,
      errors: [{ message: message('order() reaches WeakRef.'), line: 2, column: 14, endLine: 2, endColumn: 21 }],
    },
    {
      code: 'export async function order() { return new FinalizationRegistry(() => {}); }',
      errors: [message('order() reaches FinalizationRegistry.')],
    },
    {
      code: `export async function order() { return typeof WeakRef === 'function' ? new WeakRef({}) : undefined; }`,
      errors: [message('order() reaches WeakRef.')],
    },
    {
      code: 'export async function order() { return new globalThis.WeakRef({}); }',
      errors: [message('order() reaches WeakRef.')],
    },
    {
      code: 'const registry = new FinalizationRegistry(() => {}); export async function order() { return registry; }',
      errors: [message('Loading src/workflows/order.ts reaches FinalizationRegistry.')],
    },
    {
      code: 'const hold = (x: object) => new WeakRef(x); export async function order() { return hold({}); }',
      errors: [
        message(
          'order() reaches WeakRef: order (src/workflows/order.ts:1) → hold (src/workflows/order.ts:1) → WeakRef.',
        ),
      ],
    },
    {
      code: 'class Cache { #held = new WeakRef({}); } export async function order() { return new Cache(); }',
      errors: [
        message(
          'order() reaches WeakRef: order (src/workflows/order.ts:1) → Cache.#held (src/workflows/order.ts:1) → WeakRef.',
        ),
      ],
    },
    {
      code: 'const Held = WeakRef; export async function order() { return new Held({}); }',
      errors: [message('order() reaches WeakRef.')],
    },
  ],
});
