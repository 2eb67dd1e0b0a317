import { describe, expect, it } from 'vitest';
import { compareWithExpectations } from '../../type-tests/expectations.mjs';

const test = ["// @ts-expect-error Property 'a' is missing.", 'call({});', 'call({ a: 1 });'].join('\n');

describe('compareWithExpectations', () => {
  it('finds no fault where every error is expected with its exact text', () => {
    expect(compareWithExpectations(test, [{ line: 1, message: "Property 'a' is missing." }])).toEqual({
      expected: 1,
      faults: [],
    });
  });

  it('reports an expected error that does not come', () => {
    expect(compareWithExpectations(test, []).faults).toEqual([
      "line 2:\n    expected: Property 'a' is missing.\n    actual:   (it compiles)",
    ]);
  });

  it('reports an error with another text', () => {
    expect(compareWithExpectations(test, [{ line: 1, message: 'Something else.' }]).faults).toEqual([
      "line 2:\n    expected: Property 'a' is missing.\n    actual:   Something else.",
    ]);
  });

  it('reports an error that nobody expects', () => {
    const errors = [
      { line: 1, message: "Property 'a' is missing." },
      { line: 2, message: 'Wrong.' },
    ];
    expect(compareWithExpectations(test, errors).faults).toEqual(['line 3:\n    unexpected: Wrong.']);
  });
});
