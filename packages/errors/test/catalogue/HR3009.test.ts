import { expect, it } from 'vitest';
import { HR3009 } from '../../src';

it('names the value, the converter and what it returned', () => {
  const { message } = HR3009.error({
    subject: 'The start of workflow "order"',
    path: '/app/payload-converter.js',
    value: 'args[1]',
    returned: 'undefined',
  });
  expect(message).toBe(
    [
      '[HR3009] The start of workflow "order" cannot be sent: toPayload of its payload converter (/app/payload-converter.js) returned undefined for args[1].',
      '  Why:     the SDK takes it for a payload: the value would arrive empty, or be refused with an error that names neither.',
      '  Fix:     return a payload for each value, and throw a ValueError for one that has none. A converter that knows some types only belongs into a CompositePayloadConverter, in front of those of the SDK.',
      '  Docs:    https://handrail.dev/errors/HR3009        (offline: npx handrail explain HR3009)',
    ].join('\n'),
  );
});
