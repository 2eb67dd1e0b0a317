import { expect, it } from 'vitest';
import { HR6010 } from '../../src';

it('names the option, its value and what it must be', () => {
  const { message } = HR6010.error({
    option: 'plans[0]',
    value: '"zombies"',
    expected: 'a kind of plan (crash, zombie, …) or the id of a plan',
  });
  expect(message).toBe(
    [
      '[HR6010] The option plans[0] of the idempotency check is "zombies", but must be a kind of plan (crash, zombie, …) or the id of a plan.',
      '  Why:     the check would look at something else than was meant.',
      '  Fix:     give plans[0] as a kind of plan (crash, zombie, …) or the id of a plan.',
      '  Docs:    https://handrail.dev/errors/HR6010        (offline: npx handrail explain HR6010)',
    ].join('\n'),
  );
});

it('says what to do instead', () => {
  const { message } = HR6010.error({
    option: 'plans[0]',
    value: "'zombi'",
    expected: 'a plan',
    remedy: "write 'zombie'.",
  });
  expect(message).toContain("  Fix:     write 'zombie'.\n");
});

it.each([
  [
    { unknownOption: 'distinkt', options: ['args', 'distinct'], nearest: 'distinct' },
    'The idempotency check has no option distinkt.',
    'write distinct.',
  ],
  [
    { unknownOption: 'database', options: ['args', 'distinct'] },
    'The idempotency check has no option database.',
    'leave it out; the options are args, distinct.',
  ],
  [
    { specification: 'notfy', activities: ['notify', 'pay'], nearest: 'notify' },
    'The specification "notfy" belongs to no activity: there are notify, pay.',
    'write notify.',
  ],
  [
    { specification: 'refund', activities: ['notify'] },
    'The specification "refund" belongs to no activity: there is only notify.',
    'name an activity of the object that is checked, or leave it out.',
  ],
  [
    { specification: 'refund', activities: [] },
    'The specification "refund" belongs to no activity: there is none.',
    'name an activity of the object that is checked, or leave it out.',
  ],
])('names what is not known: %j', (facts, head, fix) => {
  const { message } = HR6010.error(facts);
  expect(message).toContain(`[HR6010] ${head}\n`);
  expect(message).toContain(`  Fix:     ${fix}\n`);
});
