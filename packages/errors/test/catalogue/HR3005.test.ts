import { expect, it } from 'vitest';
import { HR3005 } from '../../src';

it('says what each part is and what arrives, and what to send in its place', () => {
  const faults = [
    { path: 'args[0].placedAt', is: 'a Date', arrives: 'a string', kind: 'date' },
    { path: 'args[0].tags', is: 'a Set', arrives: '{}', kind: 'collection' },
  ];
  expect(HR3005.error({ subject: 'The start of workflow "order"', faults }).message).toBe(
    [
      '[HR3005] The start of workflow "order" does not arrive as it is sent: args[0].placedAt is a Date and arrives as a string; args[0].tags is a Set and arrives as {}.',
      '  Why:     the JSON converter changes it without an error, and whoever reads it fails later, or computes with the wrong value.',
      '  Fix:     send date.toISOString(), type the field as a string, and make a Date of it where it is read.',
      '           send [...map] or [...set] (of a RegExp its source), and build it again where it is read.',
      '  Docs:    https://handrail.dev/errors/HR3005        (offline: npx handrail explain HR3005)',
    ].join('\n'),
  );
});
