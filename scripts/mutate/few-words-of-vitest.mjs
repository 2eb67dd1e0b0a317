// As much of vitest as the tests of rules use: they are run a few thousand times, for which vitest itself is too slow.
import assert from 'node:assert/strict';

const cleanups = [];

export function it(name, test) {
  globalThis.handrailTests.push({
    name,
    async test() {
      try {
        await test();
      } finally {
        for (const cleanup of cleanups) await cleanup();
      }
    },
  });
}

export function afterEach(cleanup) {
  cleanups.push(cleanup);
}

it.each = (table) => (name, test) => {
  for (const row of table) it(name, () => test(...[row].flat()));
};

export function describe(_name, define) {
  define();
}

export function afterAll() {}

export function expect(actual) {
  return {
    toBe: (expected) => assert.equal(actual, expected),
    toEqual: (expected) => assert.deepEqual(actual, expected),
    toBeUndefined: () => assert.equal(actual, undefined),
    toMatch: (expected) => assert.match(actual, expected),
    toMatchObject: (expected) =>
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, actual?.[key]])), expected),
    toBeGreaterThanOrEqual: (expected) => assert.ok(actual >= expected, `${actual} >= ${expected}`),
  };
}
