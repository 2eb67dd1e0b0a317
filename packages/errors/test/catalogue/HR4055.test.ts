import { expect, it } from 'vitest';
import { HR4055 } from '../../src';

it('says who did it', () => {
  const { message } = HR4055.error({
    workflowId: 'order-17',
    reason: 'wrong customer',
    by: '"alice@laptop"',
  });
  expect(message).toBe(
    [
      '[HR4055] Workflow execution "order-17" was terminated by "alice@laptop": wrong customer',
      '  Why:     a termination asks nobody: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
      '  Fix:     ask whoever did it (the identity stands in the last event); to end executions in good order use handle.cancel() and handle it in the workflow.',
      '  Docs:    https://handrail.dev/errors/HR4055        (offline: npx handrail explain HR4055)',
    ].join('\n'),
  );
});

it('where that is known', () => {
  const { message } = HR4055.error({
    workflowId: 'order-17',
    reason: 'wrong customer',
  });
  expect(message).toBe(
    [
      '[HR4055] Workflow execution "order-17" was terminated: wrong customer',
      '  Why:     a termination asks nobody: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
      '  Fix:     ask whoever did it (the identity stands in the last event); to end executions in good order use handle.cancel() and handle it in the workflow.',
      '  Docs:    https://handrail.dev/errors/HR4055        (offline: npx handrail explain HR4055)',
    ].join('\n'),
  );
});

it.each([
  [
    'parentClosePolicy',
    'the end of its parent (parentClosePolicy)',
    "let the parent wait for it (executeChild, or await child.result()); a child that is to outlive its parent is started with parentClosePolicy: 'ABANDON', one that is to tidy up with 'REQUEST_CANCEL'. TERMINATE is the default.",
  ],
  [
    'the workflow id',
    'a later start with the same id',
    "leave workflowIdConflictPolicy 'TERMINATE_EXISTING' (or workflowIdReusePolicy 'TERMINATE_IF_RUNNING') out of that start where the one that runs is to go on: 'USE_EXISTING' gives a handle of it, and without one the start fails.",
  ],
  [
    'overlap',
    'its schedule (overlap policy)',
    "give the schedule another policies.overlap than 'TERMINATE_OTHER': 'SKIP' or 'BUFFER_ONE' let the one that runs end, 'CANCEL_OTHER' lets it tidy up.",
  ],
] as const)('says what to set where a setting did it: %s', (policy, by, fix) => {
  const problem = HR4055.problem({ workflowId: 'order-17', reason: 'by parent close policy', policy });
  expect(problem.head).toBe(`Workflow execution "order-17" was terminated by ${by}: by parent close policy`);
  expect(problem.fix).toBe(fix);
});
