import { defineError } from '../define-error';

export const HR4047 = defineError<{
  workflowId: string;
  update: string;
  reason: string;
  /** Whether it is known that the handler ran: a rejection by the validator looks the same to the client. */
  ran: boolean;
}>({
  code: 'HR4047',
  title: 'The update failed',
  disposition: 'report',
  head: ({ workflowId, update, reason, ran }) =>
    `Update "${update}" of workflow execution "${workflowId}" ${ran ? 'was accepted, and its handler failed' : 'failed, in its handler or its validator'}: ${reason}`,
  why: ({ ran }) =>
    ran
      ? 'what the handler did before it failed has happened, and the same updateId gives this same answer for ever.'
      : 'whether the handler ran cannot be told from here.',
  fix: () =>
    'look at the cause below; to try again send a new update (another updateId) once what it depends on is mended. The execution itself goes on.',
  example: { workflowId: 'order-17', update: 'pay', reason: 'declined (Declined)', ran: true },
});
