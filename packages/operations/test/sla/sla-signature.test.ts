import fc from 'fast-check';
import { expect, it } from 'vitest';
import { signSlaNotice, verifySlaNotice } from '../../src/sla/sla-signature';

const secret = 'a shared secret of a test';
const now = () => 1_700_000_000_000;

it('takes what was signed with the same secret, a moment ago', () => {
  const body = JSON.stringify({ notificationId: 'sla_1' });
  const headers = signSlaNotice(body, secret, now());
  expect(verifySlaNotice({ body, headers, secret, now })).toEqual({ notificationId: 'sla_1' });
});

it('signs as the guide says: HMAC-SHA256 over time, a dot and the body', () => {
  expect(signSlaNotice('{}', secret, now())).toEqual({
    'x-handrail-timestamp': '1700000000',
    'x-handrail-signature': expect.stringMatching(/^v1=[0-9a-f]{64}$/) as unknown,
  });
});

it('takes nothing that is old, or from the future', () => {
  const body = '{}';
  const headers = signSlaNotice(body, secret, now());
  const at = (seconds: number) => verifySlaNotice({ body, headers, secret, now: () => now() + seconds * 1_000 });
  expect([at(-301), at(-300), at(300), at(301)]).toEqual([undefined, {}, {}, undefined]);
});

it('takes nothing of which anything was changed, and never throws', () => {
  const body = '{"a":1}';
  const good = signSlaNotice(body, secret, now());
  const odd = fc.oneof(fc.string(), fc.constant(undefined), fc.constant(['v1=']));
  fc.assert(
    fc.property(fc.string(), odd, odd, fc.string(), (text, timestamp, signature, other) => {
      for (const received of [
        { body: text, headers: good, secret },
        { body, headers: { ...good, 'x-handrail-timestamp': timestamp }, secret },
        { body, headers: { ...good, 'x-handrail-signature': signature }, secret },
        { body, headers: good, secret: other },
      ])
        expect(verifySlaNotice({ ...received, now })).toBeUndefined();
    }),
  );
});

it('gives nothing for a signed body that is no JSON', () => {
  expect(
    verifySlaNotice({ body: 'hello', headers: signSlaNotice('hello', secret, now()), secret, now }),
  ).toBeUndefined();
});
