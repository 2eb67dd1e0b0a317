import { defineError } from '../define-error';

export const HR1046 = defineError<{ workflow: string; call: string }>({
  code: 'HR1046',
  title: 'A clean-up after cancellation is cancelled itself',
  disposition: 'warn',
  head: ({ workflow, call }) =>
    `Workflow "${workflow}" was cancelled, and so is what it calls then: ${call} never runs.`,
  why: () =>
    'after a cancellation everything that is begun in the same scope is cancelled before it starts. What the clean-up should have undone stays as it is.',
  fix: () =>
    'begin it in a scope of its own: await CancellationScope.nonCancellable(() => refund(orderId)). Where nothing is to be cleaned up, let the cancellation through: catch it only to rethrow it.',
  example: { workflow: 'order', call: 'activity "refund"' },
});
