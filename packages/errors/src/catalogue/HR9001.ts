import { defineError } from '../define-error';

export const HR9001 = defineError<{ fields: readonly { path: string; value: string; reason: string }[] }>({
  code: 'HR9001',
  title: 'The policy has bad fields',
  disposition: 'refuse',
  head: ({ fields }) =>
    `The policy has ${fields.length === 1 ? 'a bad field' : `${fields.length} bad fields`}: ${fields
      .map(({ path, value, reason }) => `${path} is ${value}, which ${reason}`)
      .join('; ')}.`,
  why: () =>
    'every guard reads the policy: with a wrong value it would refuse healthy calls or let dangerous ones through.',
  fix: ({ fields }) =>
    `correct ${fields.map(({ path }) => path).join(', ')} in definePolicy({ … }); a field left out has a safe default.`,
  example: {
    fields: [
      { path: 'activity.heartbeatFrom', value: "'2 hourz'", reason: 'is not a duration' },
      { path: 'payload.warnAbove', value: '-1', reason: 'is not a size' },
    ],
  },
});
