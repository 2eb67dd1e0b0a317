import { expect, it } from 'vitest';
import { HR3002 } from '../../src';

const photo = { path: 'args[0].photo', bytes: 3_145_730, is: 'a string of 3,145,728 characters' };
const facts = { subject: 'The start of workflow "order"', bytes: 3_250_000, limit: 2_097_152, parts: [photo] };

it('says how large it is, against which limit, and what makes it so', () => {
  expect(HR3002.error(facts).message).toBe(
    [
      '[HR3002] The start of workflow "order" has a payload of 3.1 MiB, over the limit of 2 MiB that servers have: args[0].photo is a string of 3,145,728 characters (3 MiB).',
      '  Why:     a Temporal server refuses a payload over 2 MiB, or ends the execution that sends it; a request over 4 MiB is repeated in silence until it times out.',
      '  Fix:     keep args[0].photo in a store of yours and send its key, send it in pages, or compress it in a payload codec.',
      '  Docs:    https://handrail.dev/errors/HR3002        (offline: npx handrail explain HR3002)',
    ].join('\n'),
  );
});

it("names the policy's limit, where that is another", () => {
  const parts = [photo, { path: 'memo.note', bytes: 900, is: 'a string of 898 characters' }];
  expect(HR3002.problem({ ...facts, bytes: 400_000, limit: 262_144, parts }).head).toBe(
    'The start of workflow "order" has a payload of 390.63 KiB, over the limit of 256 KiB (payload.refuseAbove of the policy): args[0].photo is a string of 3,145,728 characters (3 MiB); memo.note is a string of 898 characters (900 bytes).',
  );
});

it('stands alone where only the encrypted payload was seen', () => {
  const problem = HR3002.problem({ ...facts, parts: [], happened: true });
  expect(problem.head).toMatch(/ that servers have\.$/);
  expect(problem.why).toContain('its effect has happened');
  expect(problem.fix).toContain('keep it in a store of yours');
});
