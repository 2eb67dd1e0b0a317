import { describe, expect, it } from 'vitest';
import { hideSecrets, removeSecrets } from '../../src/host';

describe('hideSecrets', () => {
  it.each([
    [
      'Metadata string value "Bearer abc\n" contains illegal characters',
      'Metadata string value (hidden) contains illegal characters',
    ],
    ['authorization: Bearer abc.def-ghi', 'authorization: Bearer (hidden)'],
    ['address eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln:7233', 'address (hidden):7233'],
    ['https://user:pass@host:7233', 'https://(hidden)@host:7233'],
    ["got 'user:pass@host:7233'", "got '(hidden)@host:7233'"],
    ['[::1]:7233 and ops@example.com', '[::1]:7233 and ops@example.com'],
    ['workflow not found for ID: order-17', 'workflow not found for ID: order-17'],
  ])('makes %j %j', (text, hidden) => {
    expect(hideSecrets(text)).toBe(hidden);
  });

  it('hides what it is told to', () => {
    expect(hideSecrets('no abc here, nor abc there', ['abc', ''])).toBe('no (hidden) here, nor (hidden) there');
  });
});

describe('removeSecrets', () => {
  it('goes through the whole chain of causes, also where that is a ring', () => {
    const inner = new Error('Bearer abc');
    const outer = new Error('outer', { cause: inner });
    inner.cause = outer;
    removeSecrets(outer);
    expect(inner.message).toBe('Bearer (hidden)');
    expect(inner.stack).not.toContain('abc');
  });

  it('changes nothing in an error without secrets', () => {
    const error = new Error('fine');
    const { stack } = error;
    removeSecrets(error, ['abc']);
    expect(error.message).toBe('fine');
    expect(error.stack).toBe(stack);
  });

  it('bears with errors that cannot be changed', () => {
    const frozen = Object.freeze(new Error('Bearer abc'));
    expect(() => removeSecrets(frozen)).not.toThrow();
  });
});

it.each([
  ['a word', 'x'],
  ['many short ones with colons', 'a:'],
  ['slashes', '/'],
  ['quotes of a header', 'Metadata string value "'],
])('takes no longer than a moment for a megabyte of %s', (_what, part) => {
  const text = part.repeat(1_000_000 / part.length);
  expect(hideSecrets(`${text} user:password@host`)).toBe(`${text} (hidden)@host`);
});
