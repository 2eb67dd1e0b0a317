import { defineError } from '../define-error';

export const HR4051 = defineError<{ operation: string; bytes: number; reason: string }>({
  code: 'HR4051',
  title: 'The task token is not one that the server gave out',
  disposition: 'report',
  head: ({ operation, bytes, reason }) =>
    `${operation} was given a task token of ${bytes} bytes that the server cannot read: ${reason}`,
  why: () => 'a token is bytes, not text: sent as JSON or UTF-8 it arrives as something else.',
  fix: () =>
    "keep it as base64 (Buffer.from(activityInfo().taskToken).toString('base64')) and turn it back with Buffer.from(text, 'base64'); or report by workflowId and activityId.",
  example: { operation: 'activity.complete', bytes: 3, reason: 'Error deserializing task token.' },
});
