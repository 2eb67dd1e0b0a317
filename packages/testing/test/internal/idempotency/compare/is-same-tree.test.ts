import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalize } from '../../../../src/internal/idempotency/compare/canonical';
import { isSameTree } from '../../../../src/internal/idempotency/compare/is-same-tree';
import { NOTHING_LEARNED } from '../../../../src/internal/idempotency/compare/learned';
import { toTree } from '../../../../src/internal/idempotency/compare/to-tree';

class Account {
  constructor(
    readonly owner: unknown,
    readonly close = () => undefined,
  ) {}
}

/** What worlds show: data of all kinds, and texts that mean more than they seem to. */
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.bigInt(),
    fc.constantFrom(
      null,
      undefined,
      -0,
      '',
      '[1]',
      '{"a":1}',
      '{',
      'a\nb',
      '2026-11-26',
      '5n',
      '2026-11-26T00:00:00.000Z',
    ),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(/a/, new URL('https://a.example'), new Error('no'), new Number(1), () => 1),
  ),
  tree: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 3 }), tie('tree'), { maxKeys: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.string({ maxLength: 2 }), fc.integer()), tie('tree')), { maxLength: 3 })
      .map((all) => new Map(all)),
    fc.array(tie('leaf'), { maxLength: 3 }).map((all) => new Set(all)),
    tie('tree').map((owner) => new Account(owner)),
  ),
})).tree;

const textOf = (each: unknown) => canonicalize({ state: toTree(each) }, NOTHING_LEARNED)['state']?.text;

test('what is said to be the same is the same', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      if (isSameTree(one, toTree(other))) expect(textOf(one)).toBe(textOf(other));
    }),
    { numRuns: 2_000 },
  );
});

test('a copy of plain data is the same, and one that differs in a leaf is not', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.integer())), fc.string(), (data, key) => {
      const other = { ...data, [key]: [...(Object.hasOwn(data, key) ? (data[key] ?? []) : []), 'more'] };
      expect(isSameTree(structuredClone(data), toTree(data))).toBe(true);
      expect(isSameTree(other, toTree(data))).toBe(false);
    }),
  );
});

test.each([
  ['a text that is JSON', '{"a":1}', { a: 1 }],
  ['a text with lines', 'a\nb', ['a', 'b']],
  ['a map and a record', new Map([['a', 1]]), { a: 1 }],
  ['a missing entry', { a: undefined }, { a: null }],
])('%s is not taken for what it looks like', (_name, one, other) => {
  expect(isSameTree(one, toTree(other))).toBe(false);
});
