import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../src/format-duration';
import { wordedFacts } from '../../src/host/worded-facts';
import { formatDuration as inSandbox } from '../../src/internal/format-duration-in-sandbox';

const worded = (text: unknown) => (wordedFacts({ fact: text }) as { fact: unknown }).fact;

describe('the seconds that a workflow bundle writes', () => {
  it.each([
    ['10800 seconds', '3 hours'],
    ['10800000 (10800 seconds)', '10800000 (3 hours)'],
    ['0.25 seconds', '250 milliseconds'],
    ['1.5 seconds', '1.5 seconds'],
    ['-60 seconds', '-1 minute'],
    ['0 seconds', '0 milliseconds'],
    ['3155760000000 seconds', '36525000 days'],
    ['1e+21 seconds', '11574074074074074 days'],
    ['5e-7 seconds', '0.0005 milliseconds'],
    ['Infinity seconds', 'Infinity'],
    ['NaN seconds', 'NaN'],
  ])('become words: %s', (text, words) => {
    expect(worded(text)).toBe(words);
  });

  it('become the words that a process has for the same duration', () => {
    fc.assert(
      fc.property(fc.nat(1e13), (milliseconds) => {
        expect(worded(inSandbox(milliseconds))).toBe(formatDuration(milliseconds));
      }),
      { seed: 7 },
    );
  });
});

describe('what is not the bundle’s', () => {
  it.each([
    ["'90 seconds'"],
    ["has duration: '90 seconds'"],
    ['charge90 seconds'],
    ['v1.5 seconds'],
    ['nightly-90 seconds'],
    ['ninety seconds'],
    ['90 secondsLater'],
  ])('stays as it is: %s', (text) => {
    expect(worded(text)).toBe(text);
  });

  it.each([[90], [true], [null], [undefined], [['90 seconds']]])('and so does what is no text: %j', (value) => {
    expect(worded(value)).toBe(value);
  });
});

it.each([
  ["'1h30m'", "'90 minutes'"],
  ["'3 weekz'", "'3 weeks'"],
])('adds the duration that is most like one that is none: %s', (value, suggestion) => {
  const facts = { field: 'duration', value, reason: 'is not a duration' };
  expect(wordedFacts(facts)).toEqual({ ...facts, suggestion });
  expect(wordedFacts({ ...facts, reason: 'is negative' })).not.toHaveProperty('suggestion');
  expect(wordedFacts({ ...facts, value: 'an object' })).toEqual({ ...facts, value: 'an object' });
  expect(wordedFacts({ ...facts, suggestion: "'1 day'" })).toEqual({ ...facts, suggestion: "'1 day'" });
});

it('leaves the facts that it was given as they are', () => {
  const facts = { duration: '90 seconds' };
  expect(wordedFacts(facts)).toEqual({ duration: '1 minute 30 seconds' });
  expect(facts).toEqual({ duration: '90 seconds' });
});
