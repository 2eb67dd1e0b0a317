import { expect, it } from 'vitest';
import { HR4041 } from '../../src';

it('shows the failure of the workflow task', () => {
  const { message } = HR4041.error({
    workflowId: 'order-17',
    what: 'Query "status"',
    failure: 'Buffer is not defined',
  });
  expect(message).toBe(
    [
      '[HR4041] Query "status" cannot be answered: the workflow task of execution "order-17" fails again and again: Buffer is not defined',
      '  Why:     its code throws, or no longer fits its history; the server tries for ever, and until that is mended the execution neither goes on nor answers.',
      '  Fix:     mend the workflow code and deploy it: the execution resumes where it stands. npx handrail why <workflowId> shows the failure and the next step.',
      '  Docs:    https://handrail.dev/errors/HR4041        (offline: npx handrail explain HR4041)',
    ].join('\n'),
  );
});

it('where it is known', () => {
  const { message } = HR4041.error({
    workflowId: 'order-17',
    what: 'Update "pay"',
  });
  expect(message).toBe(
    [
      '[HR4041] Update "pay" cannot be answered: the workflow task of execution "order-17" fails again and again.',
      '  Why:     its code throws, or no longer fits its history; the server tries for ever, and until that is mended the execution neither goes on nor answers.',
      '  Fix:     mend the workflow code and deploy it: the execution resumes where it stands. npx handrail why <workflowId> shows the failure and the next step.',
      '  Docs:    https://handrail.dev/errors/HR4041        (offline: npx handrail explain HR4041)',
    ].join('\n'),
  );
});
