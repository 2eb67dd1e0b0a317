import { expect, it } from 'vitest';
import { HR4030 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4030.error({
    operation: 'activity.start',
    address: 'localhost:7233',
    reason:
      '12 UNIMPLEMENTED: unknown method StartActivityExecution for service temporal.api.workflowservice.v1.WorkflowService',
  });
  expect(message).toBe(
    [
      '[HR4030] The Temporal server at localhost:7233 does not offer activity.start: 12 UNIMPLEMENTED: unknown method StartActivityExecution for service temporal.api.workflowservice.v1.WorkflowService',
      '  Why:     the SDK is newer than the server, or the feature is turned off for this namespace; repeating the call does not help.',
      '  Fix:     upgrade the server (temporal operator cluster system shows its version), turn the feature on in its dynamic configuration, or do without the call.',
      '  Docs:    https://handrail.dev/errors/HR4030        (offline: npx handrail explain HR4030)',
    ].join('\n'),
  );
});
