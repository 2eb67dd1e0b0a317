import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestParts as largestPartsOf, type LargePart, type PathSegments } from '../../src/payloads';

const largestParts = (value: unknown, path: PathSegments): LargePart[] => largestPartsOf([{ path, value }]);

it('goes down to the one part that makes the value large', () => {
  const value = { id: 'o1', customer: { photo: 'x'.repeat(3_000_000), name: 'Ada' } };
  expect(largestParts(value, ['args', 0])).toEqual([
    { path: 'args[0].customer.photo', bytes: 3_000_002, is: 'a string of 3,000,000 characters' },
  ]);
});

it('stops at the list whose entries are all alike', () => {
  const value = { lines: Array.from({ length: 50_000 }, (_, index) => ({ sku: `sku-${index}`, count: 1 })) };
  const bytes = JSON.stringify(value.lines).length;
  expect(largestParts(value, ['args', 0])).toEqual([{ path: 'args[0].lines', bytes, is: 'an array of 50,000' }]);
});

it('names the largest of several, in order', () => {
  const value = { a: 'x'.repeat(300), b: ['y'.repeat(500)], c: 'z'.repeat(400), d: 'small' };
  expect(largestParts(value, ['memo']).map(({ path }) => path)).toEqual(['memo.b', 'memo.c', 'memo.a']);
});

it('names the arguments that are large, and looks into one that is most of it', () => {
  const [photo, note] = [{ jpg: 'x'.repeat(5_000) }, 'y'.repeat(4_500)];
  const slots = (...args: unknown[]) => args.map((value, index) => ({ path: ['args', index], value }));
  expect(largestPartsOf(slots(photo, 'id', note)).map(({ path }) => path)).toEqual(['args[0]', 'args[2]']);
  expect(largestPartsOf(slots(photo, 'id')).map(({ path }) => path)).toEqual(['args[0].jpg']);
  expect(largestPartsOf([])).toEqual([]);
});

it('knows binary data, and what it costs inside of JSON', () => {
  expect(largestParts(new Uint8Array(1_000), ['result'])).toEqual([
    { path: 'result', bytes: 1_000, is: '1,000 bytes of binary data' },
  ]);
  expect(largestParts({ pdf: new Uint8Array(1_000) }, ['result'])[0]?.bytes).toBeGreaterThan(8_000);
});

it('sizes a value as JSON does: within a quarter, whatever is in its texts and keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // In a list of ones beside it nothing is dominant, so the whole is what is named.
      const whole = [value, ...Array.from({ length: 20 }, () => value)];
      const exact = Buffer.byteLength(JSON.stringify(whole));
      const [part] = largestParts(whole, ['args', 0]);
      expect(part?.path).toBe('args[0]');
      expect(Math.abs(part!.bytes - exact)).toBeLessThanOrEqual(exact / 4 + 2);
    }),
    { seed: 4 },
  );
});

it('ends for values that refer to themselves, throw or go on for ever', () => {
  const circle: Record<string, unknown> = { name: 'x'.repeat(100) };
  circle['self'] = circle;
  expect(largestParts(circle, ['args', 0])[0]?.path).toBe('args[0].name');
  const hostile = {
    get big(): string {
      throw new Error('no');
    },
  };
  expect(largestParts(hostile, ['args', 0])).toEqual([{ path: 'args[0]', bytes: 2, is: 'an object of 0 fields' }]);
});
