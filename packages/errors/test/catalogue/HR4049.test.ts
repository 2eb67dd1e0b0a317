import { expect, it } from 'vitest';
import { HR4049 } from '../../src';

it('says that nobody polls the queue', () => {
  const { message } = HR4049.error({
    workflowId: 'cart-17',
    update: 'addItem',
    reason: '4 DEADLINE_EXCEEDED: Deadline exceeded after 2.986s,remote_addr=127.0.0.1:7233',
    taskQueue: 'carts',
    pollers: 0,
  });
  expect(message).toBe(
    [
      '[HR4049] Update "addItem" of workflow execution "cart-17" was not accepted: no worker polls task queue "carts".',
      '  Why:     an update is recorded only once a worker has accepted it: until then nothing of it is stored, and without a deadline the call waits for ever.',
      '  Fix:     start a worker for task queue "carts" with this workflow, set a deadline (withDeadline), and send it again with the same updateId.',
      '  Docs:    https://handrail.dev/errors/HR4049        (offline: npx handrail explain HR4049)',
    ].join('\n'),
  );
});

it('that those who do are late', () => {
  const { message } = HR4049.error({
    workflowId: 'cart-17',
    update: 'addItem',
    reason: 'it has been waiting for 21 seconds, and goes on waiting',
    taskQueue: 'carts',
    pollers: 1,
  });
  expect(message).toBe(
    [
      '[HR4049] Update "addItem" of workflow execution "cart-17" has no answer yet from the workers of task queue "carts": it has been waiting for 21 seconds, and goes on waiting',
      '  Why:     an update is recorded only once a worker has accepted it: until then nothing of it is stored, and without a deadline the call waits for ever.',
      '  Fix:     look at the workers (npx handrail why tells whether the workflow task fails), set a deadline (withDeadline), and send it again with the same updateId.',
      '  Docs:    https://handrail.dev/errors/HR4049        (offline: npx handrail explain HR4049)',
    ].join('\n'),
  );
});

it('or that it was accepted and goes on', () => {
  const { message } = HR4049.error({
    workflowId: 'cart-17',
    update: 'addItem',
    reason: '4 DEADLINE_EXCEEDED: Deadline exceeded after 2.986s,remote_addr=127.0.0.1:7233',
    taskQueue: 'carts',
    pollers: 0,
    accepted: true,
  });
  expect(message).toBe(
    [
      '[HR4049] Update "addItem" of workflow execution "cart-17" was accepted and is not complete yet: 4 DEADLINE_EXCEEDED: Deadline exceeded after 2.986s,remote_addr=127.0.0.1:7233',
      '  Why:     only the waiting has ended: the handler goes on, and its result can be fetched later.',
      '  Fix:     wait longer, or fetch the result later by the same updateId: handle.getUpdateHandle(updateId).result().',
      '  Docs:    https://handrail.dev/errors/HR4049        (offline: npx handrail explain HR4049)',
    ].join('\n'),
  );
});
