import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../../../src/internal/idempotency/compare/canonical';
import { diffTrees } from '../../../../src/internal/idempotency/compare/diff';
import { type Learned, NOTHING_LEARNED } from '../../../../src/internal/idempotency/compare/learned';
import { toTree } from '../../../../src/internal/idempotency/compare/to-tree';

const kinds = (before: unknown, expected: unknown, actual: unknown, learned: Learned = NOTHING_LEARNED) =>
  diffTrees({ before: toTree(before), expected: toTree(expected), actual: toTree(actual) }, 'state', learned).map(
    ({ path, kind }) => `${path} ${kind}`,
  );
const learned = (varying: Record<string, 'token' | 'any'>): Learned => ({
  ...NOTHING_LEARNED,
  varying: new Map(Object.entries(varying)),
});

describe('entries', () => {
  it('are more where one came in addition', () => {
    expect(kinds([], [{ id: 1 }], [{ id: 1 }, { id: 2 }])).toEqual(['[id=2] more']);
  });

  it('are fewer where one is missing', () => {
    expect(kinds([], [{ id: 1 }, { id: 2 }], [{ id: 1 }])).toEqual(['[id=2] fewer']);
  });

  it('are more where one more was removed', () => {
    expect(kinds(['a', 'b', 'c'], ['b', 'c'], ['c'])).toEqual(['["b"] more']);
  });

  it('are fewer where one was not removed', () => {
    expect(kinds(['a', 'b'], ['b'], ['a', 'b'])).toEqual(['["a"] fewer']);
  });

  it('are compared whatever their order', () => {
    expect(kinds([], [1, 2, 3], [3, 1, 2])).toEqual([]);
  });

  it('that the clean run leaves alone and that change are another effect', () => {
    const before = [
      { id: 1, by: null },
      { id: 2, by: null },
    ];
    expect(
      kinds(
        before,
        [
          { id: 1, by: 'a' },
          { id: 2, by: null },
        ],
        [
          { id: 1, by: 'a' },
          { id: 2, by: 'a' },
        ],
      ),
    ).toEqual(['[id=2].by more']);
  });
});

describe('values', () => {
  it.each([
    ['taken twice', 100, 95, 90, 'more'],
    ['not taken', 100, 95, 100, 'fewer'],
    ['taken in part', 100, 90, 95, 'fewer'],
    ['gone the other way', 100, 95, 105, 'different'],
    ['changed though it should not', 100, 100, 95, 'more'],
    ['left as it was', 'new', 'paid', 'new', 'fewer'],
    ['something else', 'new', 'paid', 'pending', 'different'],
    ['appended twice', 'a', 'ab', 'abb', 'more'],
  ])('%s', (_name, before, expected, actual, kind) => {
    expect(kinds({ value: before }, { value: expected }, { value: actual })).toEqual([`value ${kind}`]);
  });

  it('in a new entry are added up twice only if they are a multiple', () => {
    expect(kinds([], [{ id: 1, total: 5 }], [{ id: 1, total: 10 }])).toEqual(['[id=1].total more']);
    expect(kinds([], [{ id: 1, total: 5 }], [{ id: 1, total: 9 }])).toEqual(['[id=1].total different']);
  });

  it('that count tries or fence takeovers may rise', () => {
    expect(kinds([], [{ id: 'a', attempts: 1, epoch: 1 }], [{ id: 'a', attempts: 3, epoch: 2 }])).toEqual([]);
  });
});

describe('generated ids', () => {
  const places = learned({ 'state.charges.[].id': 'token', 'state.orders.[].charge': 'token' });

  it('may differ as long as the same one stands where the same one stood', () => {
    const state = (id: string) => ({ charges: [{ id, cents: 5 }], orders: [{ order: 'o1', charge: id }] });
    expect(kinds(undefined, state('x1'), state('y7'), places)).toEqual([]);
  });

  it('differ where a reference points elsewhere', () => {
    const state = (id: string, charge: string) => ({ charges: [{ id, cents: 5 }], orders: [{ order: 'o1', charge }] });
    expect(kinds(undefined, state('x1', 'x1'), state('y7', 'y8'), places)).toEqual([
      'orders[order=o1].charge different',
    ]);
  });

  it('are not the same as none', () => {
    const state = (charge: string | null) => ({ charges: [], orders: [{ order: 'o1', charge }] });
    expect(kinds(undefined, state('x1'), state(null), places)).toEqual(['orders[order=o1].charge different']);
  });
});

it('takes lists for equal whatever their order, and finds what was added', () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.record({ a: fc.string(), b: fc.integer() }),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 8 }), value, (items, extra) => {
      const shuffled = [...items].reverse();
      const text = (tree: unknown) => canonicalize({ state: toTree(tree) }, NOTHING_LEARNED)['state']?.text;
      expect(text(shuffled)).toBe(text(items));
      expect(kinds([], items, shuffled)).toEqual([]);
      const [change, ...rest] = diffTrees(
        { before: [], expected: toTree(items), actual: toTree([...shuffled, extra]) },
        'state',
        NOTHING_LEARNED,
      );
      expect([change?.kind, rest]).toEqual(['more', []]);
    }),
  );
});
