import { describe, expect, it } from 'vitest';
import { credentialHints, keyHints } from '../src/internal/credential-hints';

const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const withKey = (key: string) => ({ apiKeyFnRef: { fn: () => key } });

describe('what can be seen to be wrong with credentials', () => {
  it('is a key that has expired', () => {
    expect(keyHints(token({ exp: 1_767_225_600 }), false)).toEqual(['the API key expired at 2026-01-01T00:00:00.000Z']);
  });

  it.each([
    ['a key that is still good', token({ exp: 32_503_680_000 })],
    ['a key without an end', token({ sub: 'shop' })],
    ['a key that is no token', 'secret'],
    ['a key that is no JSON', 'a.b.c'],
    ['a key with an odd end', token({ exp: 'tomorrow' })],
  ])('is nothing of %s', (_what, key) => {
    expect(keyHints(key, false)).toEqual([]);
  });

  it('is that there are none', () => {
    expect(keyHints(undefined, false)).toEqual(['neither an API key nor a client certificate is sent']);
    expect(keyHints(undefined, true)).toEqual([]);
    expect(credentialHints('localhost:7233', 'shop', { options: { metadata: { authorization: 'x' } } })).toEqual([]);
  });

  it('is a namespace of Temporal Cloud without its account', () => {
    const hint = 'on Temporal Cloud a namespace ends in the account id ("shop.<account>"), and this one does not';
    expect(credentialHints('eu-west-1.aws.api.temporal.io:7233', 'shop', withKey('secret'))).toEqual([hint]);
    expect(credentialHints('shop.a1b2c.tmprl.cloud:7233', 'shop', withKey('secret'))).toEqual([hint]);
    expect(credentialHints('eu-west-1.aws.api.temporal.io:7233', 'shop.a1b2c', withKey('secret'))).toEqual([]);
    expect(credentialHints('temporal.internal:7233', 'shop', withKey('secret'))).toEqual([]);
  });

  it('is not asked of a key function that throws', () => {
    const connection = {
      apiKeyFnRef: {
        fn: () => {
          throw new Error('no key');
        },
      },
    };
    expect(() => credentialHints('localhost:7233', 'shop', connection)).not.toThrow();
  });
});
