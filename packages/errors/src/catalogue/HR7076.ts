import { defineError } from '../define-error';

export const HR7076 = defineError<{ namespace: string; reason: string }>({
  code: 'HR7076',
  title: 'The executions with an SLA cannot be listed',
  disposition: 'report',
  head: ({ namespace, reason }) => `The executions with an SLA in namespace "${namespace}" cannot be listed: ${reason}`,
  why: () => 'which of them are late is not known, and nobody is told.',
  fix: ({ namespace, reason }) => `${remedyFor(namespace, reason)}; a monitor looks again by itself.`,
  example: {
    namespace: 'payments',
    reason: 'ListWorkflowExecutions: permission denied (Request unauthorized.)',
  },
});

function remedyFor(namespace: string, reason: string): string {
  return /permission denied/.test(reason)
    ? `give the account that looks the right to read namespace "${namespace}"`
    : 'see whether the server answers: temporal operator cluster health';
}
