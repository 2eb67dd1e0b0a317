import { defineError } from '../define-error';

export const HR7050 = defineError<{ namespace: string; call: string; reason: string }>({
  code: 'HR7050',
  title: 'The server limits the rate of calls',
  disposition: 'report',
  head: ({ namespace, call, reason }) => `The server refused ${call} for namespace "${namespace}": ${reason}.`,
  why: () => 'the SDK tries again without a word, so that starts and signals get slow in place of failing.',
  fix: () => 'find who sends so many calls, spread them, or have the limit of the namespace raised.',
  example: { namespace: 'default', call: 'DescribeWorkflowExecution', reason: 'namespace rate limit exceeded' },
});
