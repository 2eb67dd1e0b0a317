import { expect, it } from 'vitest';
import { HR4051 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4051.error({
    operation: 'activity.complete',
    bytes: 3,
    reason: 'Error deserializing task token.',
  });
  expect(message).toBe(
    [
      '[HR4051] activity.complete was given a task token of 3 bytes that the server cannot read: Error deserializing task token.',
      '  Why:     a token is bytes, not text: sent as JSON or UTF-8 it arrives as something else.',
      "  Fix:     keep it as base64 (Buffer.from(activityInfo().taskToken).toString('base64')) and turn it back with Buffer.from(text, 'base64'); or report by workflowId and activityId.",
      '  Docs:    https://handrail.dev/errors/HR4051        (offline: npx handrail explain HR4051)',
    ].join('\n'),
  );
});
