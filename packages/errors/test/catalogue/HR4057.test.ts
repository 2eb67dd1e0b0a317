import { expect, it } from 'vitest';
import { HR4057 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4057.error({
    operation: 'workflow.executeUpdateWithStart',
  });
  expect(message).toBe(
    [
      '[HR4057] workflow.executeUpdateWithStart was called with a WithStartWorkflowOperation that has been used before.',
      '  Why:     it stands for one start: its workflowHandle() belongs to the first call. Nothing was sent now.',
      '  Fix:     make a new WithStartWorkflowOperation for each call, also for each retry of your own.',
      '  Docs:    https://handrail.dev/errors/HR4057        (offline: npx handrail explain HR4057)',
    ].join('\n'),
  );
});
