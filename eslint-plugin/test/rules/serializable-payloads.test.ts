import { expect, it } from 'vitest';
import { serializablePayloads } from '../../src/rules/serializable-payloads.js';
import { libraryFile } from '../support/library-file.js';
import { checkFiles } from '../../src/check/index.js';
import { FixtureProject } from '../support/fixture-project.js';
import { testRule } from '../support/test-rule.js';

const IMPORTS = "import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';\n";
const END = 'payloads are JSON. Send a string, a number or a plain object, and turn it back where it is used.';
const changes = (what: string, type: string, becomes: string) => `${what} has ${type}, which ${becomes}: ${END}`;

testRule(serializablePayloads, {
  valid: [
    libraryFile('export async function isLate(due: Date): Promise<boolean> { return due < new Date(); }'),
    'export async function order(id: string, items: number[], open?: boolean): Promise<void> {}',
    'interface Order { id: string; lines: { name: string; cents: number }[]; note: string | null }\nexport async function order(input: Order): Promise<Order> { return input; }',
    'type Node = { children: Node[] };\nexport async function order(tree: Node): Promise<Node> { return tree; }',
    'export async function order(bytes: Uint8Array, other: unknown, any: any): Promise<Uint8Array> { return bytes; }',
    // With a string beside it, what arrives was thought of.
    'export async function order(due: Date | string): Promise<void> {}',
    // A type of another file, a parameter of a type.
    "import type { Order } from './types';\nexport async function order(input: Order): Promise<void> {}",
    'export async function order<T>(input: T): Promise<T> { return input; }',
    "import type { Map } from './geography';\nexport async function order(map: Map): Promise<void> {}",
    'class Money { constructor(readonly cents: number) {} }\nexport async function order(price: Money): Promise<void> {}',
    // Helpers: not exported, called by the file, or not async.
    'async function helper(due: Date) { return due; }\nexport async function order() { await helper(new Date()); }',
    'export async function helper(due: Date) { return due; }\nexport async function order() { await helper(new Date()); }',
    'export function isLate(due: Date): boolean { return due < new Date(); }',
    `${IMPORTS}export const pay = defineSignal<[string, number]>('pay');`,
    `${IMPORTS}export const state = defineQuery<string[], [number]>('state');`,
    `${IMPORTS}export const pay = defineSignal('pay'); export const state = defineQuery('state');`,
    { code: 'export async function order(due: Date): Promise<void> {}', filename: 'src/order.test.ts' },
  ],
  invalid: [
    {
      code: 'export async function order(id, due: Date) {}',
      errors: [changes('Argument due of workflow order', 'Date', 'arrives as a string')],
    },
    {
      code: 'export async function order(due: Date): Promise<void> {}',
      errors: [
        {
          message: changes('Argument due of workflow order', 'Date', 'arrives as a string'),
          line: 1,
          column: 34,
          endLine: 1,
          endColumn: 38,
        },
      ],
    },
    {
      code: 'interface Order { id: string; lines: { due?: Date }[] }\nexport async function order(input: Order): Promise<void> {}',
      errors: [
        {
          message: changes('Argument input of workflow order', 'Date at lines[].due', 'arrives as a string'),
          line: 2,
          column: 36,
          endLine: 2,
          endColumn: 41,
        },
      ],
    },
    {
      code: 'export async function order(seen: Set<string>, byId: Map<string, number>): Promise<void> {}',
      errors: [
        changes('Argument seen of workflow order', 'Set', 'arrives as an empty object'),
        changes('Argument byId of workflow order', 'Map', 'arrives as an empty object'),
      ],
    },
    {
      code: 'export async function order(cents: bigint): Promise<symbol> { return Symbol(); }',
      errors: [
        changes('Argument cents of workflow order', 'bigint', 'cannot be sent'),
        changes('The result of workflow order', 'symbol', 'does not arrive at all'),
      ],
    },
    {
      code: 'export const order = async (onDone: () => void): Promise<void> => {};',
      errors: [changes('Argument onDone of workflow order', 'function', 'does not arrive at all')],
    },
    {
      code: 'export async function order(): Promise<{ at: Date }> { return { at: new Date() }; }',
      errors: [changes('The result of workflow order', 'Date at at', 'arrives as a string')],
    },
    {
      code: 'export async function order({ due }: { due: Date | undefined }): Promise<void> {}',
      errors: [changes('Argument in braces of workflow order', 'Date at due', 'arrives as a string')],
    },
    {
      code: 'class Money { cents = 0; add(other: Money) { return other; } }\nexport async function order(price: Money): Promise<void> {}',
      errors: [changes('Argument price of workflow order', 'Money', 'arrives without its methods')],
    },
    {
      code: 'export async function order(all: Record<string, Date>, some: Partial<{ at: Date }>, list: ReadonlyArray<RegExp>, pair: [Date, number]): Promise<void> {}',
      errors: [
        changes('Argument all of workflow order', 'Date at .*', 'arrives as a string'),
        changes('Argument some of workflow order', 'Date at at', 'arrives as a string'),
        changes('Argument list of workflow order', 'RegExp at []', 'arrives as an empty object'),
        changes('Argument pair of workflow order', 'Date at [0]', 'arrives as a string'),
      ],
    },
    {
      code: 'type When = Date;\nexport async function order(due: When = new Date()): Promise<void> {}',
      errors: [changes('Argument due of workflow order', 'Date', 'arrives as a string')],
    },
    {
      code: 'type A = { id: string } & { due: Date };\nexport async function order(input: A): Promise<void> {}',
      errors: [changes('Argument input of workflow order', 'Date at due', 'arrives as a string')],
    },
    {
      code: `${IMPORTS}export const pay = defineSignal<[{ due: Date }]>('pay');`,
      errors: [changes("An argument of signal 'pay'", 'Date at [0].due', 'arrives as a string')],
    },
    {
      code: `${IMPORTS}export const state = defineQuery<Map<string, number>, [bigint]>('state');`,
      errors: [
        changes("The answer of query 'state'", 'Map', 'arrives as an empty object'),
        changes("An argument of query 'state'", 'bigint at [0]', 'cannot be sent'),
      ],
    },
    {
      code: `${IMPORTS}export const pay = defineUpdate<void, [due: Date]>('pay');`,
      errors: [changes("An argument of update 'pay'", 'Date at [0]', 'arrives as a string')],
    },
  ],
});

it('takes an exported function for a helper where other workflow code calls it itself', () => {
  const text = `${IMPORTS}export async function retry(run: () => Promise<void>): Promise<void> { await run(); }`;
  const reports = (caller: string) => {
    const { root } = new FixtureProject({
      'src/workflows/retry.ts': text,
      'src/workflows/order.ts': `import { retry } from './retry'; import { executeChild } from '@temporalio/workflow'; export async function order(): Promise<void> { ${caller} }`,
    });
    return checkFiles({ root }).problems.filter(({ rule }) => rule === 'serializable-payloads').length;
  };
  expect(reports('await retry(async () => undefined);')).toBe(0);
  expect(reports('await executeChild(retry);')).toBe(1);
});
