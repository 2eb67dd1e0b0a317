import { expect, it } from 'vitest';
import { HR1038 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1038.error({
    from: 'order()',
    hazard: 'workflowInfo().unsafe.isReplaying',
    chain: [],
    may: false,
  });
  expect(message).toBe(
    [
      '[HR1038] order() reaches workflowInfo().unsafe.isReplaying.',
      '  Why:     the commands of a replay must be those of the history; a wait that only one of the two comes to is a nondeterminism error.',
      '  Fix:     do the same in both cases. To log once, use log of the workflow package: it is silent while replaying.',
      '  Docs:    https://handrail.dev/errors/HR1038        (offline: npx handrail explain HR1038)',
    ].join('\n'),
  );
});
