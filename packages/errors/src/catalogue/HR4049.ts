import { defineError } from '../define-error';

export const HR4049 = defineError<{
  workflowId: string;
  update: string;
  /** Why the waiting ended, or how long it has lasted. */
  reason: string;
  taskQueue?: string;
  pollers?: number;
  /** Whether a worker has accepted the update; undefined where that is not known. */
  accepted?: boolean;
}>({
  code: 'HR4049',
  title: 'No worker has answered the update',
  disposition: 'report',
  head: ({ workflowId, update, reason, taskQueue, pollers, accepted }) => {
    const subject = `Update "${update}" of workflow execution "${workflowId}"`;
    if (accepted === true) return `${subject} was accepted and is not complete yet: ${reason}`;
    if (taskQueue !== undefined && pollers === 0) {
      return `${subject} was not accepted: no worker polls task queue "${taskQueue}".`;
    }
    return `${subject} has no answer yet${taskQueue === undefined ? '' : ` from the workers of task queue "${taskQueue}"`}: ${reason}`;
  },
  why: ({ accepted }) =>
    accepted === true
      ? 'only the waiting has ended: the handler goes on, and its result can be fetched later.'
      : 'an update is recorded only once a worker has accepted it: until then nothing of it is stored, and without a deadline the call waits for ever.',
  fix: ({ accepted, taskQueue, pollers }) =>
    accepted === true
      ? 'wait longer, or fetch the result later by the same updateId: handle.getUpdateHandle(updateId).result().'
      : pollers === 0
        ? `start a worker for task queue "${taskQueue ?? ''}" with this workflow, set a deadline (withDeadline), and send it again with the same updateId.`
        : 'look at the workers (npx handrail why tells whether the workflow task fails), set a deadline (withDeadline), and send it again with the same updateId.',
  example: {
    workflowId: 'cart-17',
    update: 'addItem',
    reason: '4 DEADLINE_EXCEEDED: Deadline exceeded after 2.986s,remote_addr=127.0.0.1:7233',
    taskQueue: 'carts',
    pollers: 0,
  },
});
