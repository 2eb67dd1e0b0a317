import { describe, expect, it } from 'vitest';
import { baselineBudget, readBaseline } from '../src/baseline';

const entry = { code: 'HR2003', where: 'order', count: 2 };

describe('readBaseline', () => {
  it('takes a baseline as it is', () => {
    const baseline = { version: 1, entries: [entry, { code: 'HR2001', where: 'src/order.ts#ship', count: 1 }] };
    expect(readBaseline(baseline)).toEqual(baseline);
  });

  it.each<[unknown, string]>([
    [null, 'it is not a JSON object'],
    [[], 'it is not a JSON object'],
    [{}, 'its version is undefined, not 1'],
    [{ version: 2, entries: [] }, 'its version is 2, not 1'],
    [{ version: 1 }, 'entries is not an array'],
    [{ version: 1, entries: ['HR2003'] }, 'entries[0] is not an object'],
    [{ version: 1, entries: [entry, { ...entry, code: '2003' }] }, 'entries[1].code is not an error code'],
    [{ version: 1, entries: [{ ...entry, where: '' }] }, 'entries[0].where is empty'],
    [{ version: 1, entries: [{ ...entry, count: 0 }] }, 'entries[0].count is no positive whole number'],
    [{ version: 1, entries: [{ ...entry, count: '2' }] }, 'entries[0].count is no positive whole number'],
    [{ version: 1, entries: [entry, entry] }, 'entries[1] repeats HR2003 order'],
  ])('says what is wrong with %j', (json, reason) => {
    expect(readBaseline(json)).toEqual({ reason });
  });
});

describe('baselineBudget', () => {
  it('tolerates as many call sites as its entry counts, each for good', () => {
    const budget = baselineBudget([entry]);
    const sites = ['a', 'b', 'c', 'a', 'b', 'c'];
    expect(sites.map((site) => budget.tolerates('HR2003', 'order', site))).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('tolerates nothing of another code or place', () => {
    const budget = baselineBudget([entry]);
    expect(budget.tolerates('HR2001', 'order', 'a')).toBe(false);
    expect(budget.tolerates('HR2003', 'refund', 'a')).toBe(false);
  });
});
