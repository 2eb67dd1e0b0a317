import { describe, expect, it } from 'vitest';
import { compile, type RESOLUTIONS } from '../../../scripts/type-tests/compile.mjs';

/** What cannot be sent, and what the message says of it. */
const BAD = {
  Date: 'Date (arrives as a string)',
  'Map<string, number>': 'Map (arrives as {})',
  'ReadonlyMap<Date, Date>': 'Map (arrives as {})',
  'Set<string>': 'Set (arrives as {})',
  'ReadonlySet<Date>': 'Set (arrives as {})',
  bigint: 'bigint (throws)',
  '12n': 'bigint (throws)',
  symbol: 'symbol (dropped)',
  '(() => void)': 'function (dropped)',
  '(new () => object)': 'function (dropped)',
  Function: 'function (dropped)',
  RegExp: 'RegExp (arrives as {})',
  'Promise<string>': 'Promise (arrives as {})',
  URL: 'URL (arrives as a string)',
  Methods: 'object with methods (arrives as a plain object without methods)',
  ArrayBuffer: 'ArrayBuffer (arrives as {})',
  Float64Array: 'object with methods (arrives as a plain object without methods)',
  'WeakMap<object, string>': 'object with methods (arrives as a plain object without methods)',
};

const GOOD = [
  ...[
    'string',
    'number',
    'boolean',
    'null',
    'undefined',
    "'a' | 'b'",
    '1 | 2',
    'unknown',
    'any',
    'object',
    'Uint8Array',
  ],
  ...['Json', 'Tree', 'Branded', 'Record<string, unknown>', '{ a: string } | { b: number }', 'Serialised', 'Es', '{}'],
];

/** Where a value stands, and how the message names the place. */
const PLACES: [(type: string) => string, string][] = [
  [(type) => `(x: ${type}) => Promise<void>`, 'args[0]'],
  [(type) => `(a: string, x: ${type}) => Promise<void>`, 'args[1]'],
  [(type) => `(x?: ${type}) => Promise<void>`, 'args[0]'],
  [(type) => `(...x: ${type}[]) => Promise<void>`, 'args[]'],
  [(type) => `(a: string, ...x: ${type}[]) => Promise<void>`, 'args[]'],
  [(type) => `() => Promise<${type}>`, 'result'],
  [(type) => `() => Promise<${type} | undefined>`, 'result'],
  [(type) => `(x: ${type} | null) => Promise<void>`, 'args[0]'],
  [(type) => `(x: { a: ${type} }) => Promise<void>`, 'args[0].a'],
  [(type) => `(x: { a?: ${type} }) => Promise<void>`, 'args[0].a'],
  [(type) => `(x: { readonly a: ${type} }) => Promise<void>`, 'args[0].a'],
  [(type) => `(x: { a: { b: { c: { d: ${type} } } } }) => Promise<void>`, 'args[0].a.b.c.d'],
  [(type) => `(x: { a: ${type} } & { b: string }) => Promise<void>`, 'args[0].a'],
  [(type) => `(x: string | { a: ${type} }) => Promise<void>`, 'args[0].a'],
  [(type) => `(x: ${type}[]) => Promise<void>`, 'args[0][]'],
  [(type) => `(x: readonly ${type}[]) => Promise<void>`, 'args[0][]'],
  [(type) => `(x: { a: { b: ${type} }[] }[]) => Promise<void>`, 'args[0][].a[].b'],
  [(type) => `(x: [string, ${type}]) => Promise<void>`, 'args[0][1]'],
  [(type) => `(x: readonly [a: string, b?: ${type}]) => Promise<void>`, 'args[0][1]'],
  [(type) => `(x: [string, ...${type}[]]) => Promise<void>`, 'args[0][]'],
  [(type) => `(x: Record<string, ${type}>) => Promise<void>`, 'args[0].*'],
  [(type) => `(x: { [id: number]: ${type} }) => Promise<void>`, 'args[0].*'],
  [(type) => `(x: Record<'a', ${type}>) => Promise<void>`, 'args[0].a'],
  [(type) => `(x: Partial<Box<${type}>>) => Promise<void>`, 'args[0].value'],
  [(type) => `() => Promise<Box<Box<${type}>>>`, 'result.value.value'],
  [(type) => `(x: { next: Linked<${type}> }) => Promise<void>`, 'args[0].next.value'],
];

const HEAD = `import type { ActivityInterfaceFor, NotSerialisable } from '@handrail/workflow';
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
interface Tree { value: number; children: Tree[]; parent?: Tree }
interface Box<T> { value: T }
interface Linked<T> { value: T; next?: Linked<T> }
interface Methods { id: string; add(): void; remove(): void }
interface Serialised { id: string; add(): void; remove(): void; toJSON(): string }
interface Es { $typeName: 'demo.Input'; total: bigint }
declare const brand: unique symbol;
type Branded = string & { [brand]: true };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Refused<F, Text> = ActivityInterfaceFor<{ f: F }>['f'] extends NotSerialisable<'f', infer Problem> ? Same<Problem, Text> : never;
type Passed<F> = ActivityInterfaceFor<{ f: F }>['f'] extends F ? true : never;
`;

function casesThatFail(resolution: keyof typeof RESOLUTIONS, types: string[]) {
  const file = new URL('payloads.ts', import.meta.url).pathname;
  const lines = types.map((type, index) => `export const _${index}: ${type} = true;`);
  const errors = compile({ resolution, files: [file], texts: { [file]: HEAD + lines.join('\n') } });
  return errors.map(({ line, message }) => types[line - HEAD.split('\n').length + 1] ?? `line ${line}: ${message}`);
}

describe.each(['node16', 'node10'] as const)('payload types under %s', (resolution) => {
  it('refuse each kind of value in each place, with the path and what would arrive', () => {
    const cases = Object.entries(BAD).flatMap(([type, loss]) =>
      PLACES.map(([at, path]) => `Refused<${at(type)}, '${path}: ${loss}'>`),
    );
    expect(casesThatFail(resolution, cases)).toEqual([]);
  }, 60_000);

  it('pass whatever can be sent in each place', () => {
    const cases = GOOD.flatMap((type) => PLACES.map(([at]) => `Passed<${at(`(${type})`)}>`));
    expect(casesThatFail(resolution, cases)).toEqual([]);
  }, 60_000);
});
