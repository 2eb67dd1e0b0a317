import { expect, it } from 'vitest';
import { HR6002 } from '../../src';

it('says which call is lost, and where', () => {
  const { message } = HR6002.error({
    activity: 'charge',
    story: 'the activity ends; then the distinct call comes from the same workflow run',
    detail: 'the distinct call reports success, but transfers[id=t-1] is missing',
  });
  expect(message).toBe(
    [
      '[HR6002] Activity "charge" swallows a legitimate call: the activity ends; then the distinct call comes from the same workflow run; the distinct call reports success, but transfers[id=t-1] is missing.',
      '  Why:     what tells repetitions apart also takes a new call for an old one: it reports success or is refused for good, and the customer gets nothing.',
      '  Fix:     make the key from what the call is about (an operation id in the arguments), not from the workflow id, the activity id, the customer or the amount.',
      '  Docs:    https://handrail.dev/errors/HR6002        (offline: npx handrail explain HR6002)',
    ].join('\n'),
  );
});
