import { describe, expect, it } from 'vitest';
import { catalogue, codeOf, HandrailError } from '../src';

describe.each(catalogue.map((entry) => [entry.code, entry] as const))('%s', (_code, entry) => {
  const { head, why, fix } = entry.sample();

  it('has a title that can stand in a list: a clause without a full stop', () => {
    expect(entry.title).toMatch(/^[A-Z].*[^.!]$/);
  });

  it('has a head that stands alone: one line, a whole sentence, or one that ends with what another program said', () => {
    expect(head).toMatch(/^\S[^\n]*([.?]|: [^\n]+)$/);
  });

  it('says why and what to do in sentences that go on after their labels', () => {
    // A sentence may be broken over several lines.
    for (const text of [why ?? '', fix]) expect(text).toMatch(/^(?![A-Z][a-z] )(?:.*\n)*?.*[.?:](?:\n|$)/);
  });

  it('blames nobody and makes no jokes', () => {
    expect(`${head} ${why} ${fix}`).not.toMatch(/\b(oops|sorry|please|you forgot|unfortunately|!)/i);
  });

  it('is found again by its code once it is an error', () => {
    expect(codeOf(new HandrailError([entry.sample()]))).toBe(entry.code);
  });
});
