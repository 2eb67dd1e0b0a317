import { expect, it } from 'vitest';
import { HR9001 } from '../../src';

it('lists every bad field with its value', () => {
  const { message } = HR9001.error({
    fields: [
      { path: 'activity.heartbeatFrom', value: "'2 hourz'", reason: 'is not a duration' },
      { path: 'payload.warnAbove', value: '-1', reason: 'is not a size' },
    ],
  });
  expect(message).toBe(
    [
      "[HR9001] The policy has 2 bad fields: activity.heartbeatFrom is '2 hourz', which is not a duration; payload.warnAbove is -1, which is not a size.",
      '  Why:     every guard reads the policy: with a wrong value it would refuse healthy calls or let dangerous ones through.',
      '  Fix:     correct activity.heartbeatFrom, payload.warnAbove in definePolicy({ … }); a field left out has a safe default.',
      '  Docs:    https://handrail.dev/errors/HR9001        (offline: npx handrail explain HR9001)',
    ].join('\n'),
  );
});

it('speaks of one field where it is one', () => {
  const { message } = HR9001.error({
    fields: [{ path: 'mode', value: "'loud'", reason: "is none of 'enforce', 'warn'" }],
  });
  expect(message).toBe(
    [
      "[HR9001] The policy has a bad field: mode is 'loud', which is none of 'enforce', 'warn'.",
      '  Why:     every guard reads the policy: with a wrong value it would refuse healthy calls or let dangerous ones through.',
      '  Fix:     correct mode in definePolicy({ … }); a field left out has a safe default.',
      '  Docs:    https://handrail.dev/errors/HR9001        (offline: npx handrail explain HR9001)',
    ].join('\n'),
  );
});
