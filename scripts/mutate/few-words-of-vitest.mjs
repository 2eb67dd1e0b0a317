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
    get not() {
      return { toBe: (expected) => assert.notEqual(actual, expected) };
    },
    toBe: (expected) => assert.equal(actual, expected),
    toEqual: (expected) => assert.deepEqual(actual, asMatched(expected, actual)),
    toBeUndefined: () => assert.equal(actual, undefined),
    toMatch: (expected) => assert.match(actual, expected),
    toMatchObject: (expected) =>
      assert.deepEqual(
        Object.fromEntries(Object.keys(expected).map((key) => [key, actual?.[key]])),
        asMatched(expected, actual),
      ),
    toBeGreaterThanOrEqual: (expected) => assert.ok(actual >= expected, `${actual} >= ${expected}`),
  };
}

expect.stringMatching = (pattern) => pattern;

/** What is expected, with the text that is there where a pattern matches it. */
function asMatched(expected, actual) {
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual) ? actual : expected;
  if (expected === null || typeof expected !== 'object' || Array.isArray(expected)) return expected;
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, asMatched(value, actual?.[key])]));
}
