import { defineError } from '../define-error';

export const HR4030 = defineError<{ operation: string; address: string; reason: string }>({
  code: 'HR4030',
  title: 'The Temporal server does not offer this call',
  disposition: 'report',
  head: ({ operation, address, reason }) => `The Temporal server at ${address} does not offer ${operation}: ${reason}`,
  why: () =>
    'the SDK is newer than the server, or the feature is turned off for this namespace; repeating the call does not help.',
  fix: () =>
    'upgrade the server (temporal operator cluster system shows its version), turn the feature on in its dynamic configuration, or do without the call.',
  example: {
    operation: 'activity.start',
    address: 'localhost:7233',
    reason:
      '12 UNIMPLEMENTED: unknown method StartActivityExecution for service temporal.api.workflowservice.v1.WorkflowService',
  },
});
