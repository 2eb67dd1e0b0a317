import { defineError } from '../define-error';

const SHOWN = 20;

export const HR5025 = defineError<{
  service: string;
  /** Where the worker has the service. */
  operation?: string;
  taskQueue: string;
  known: readonly string[];
  suggestion?: string;
}>({
  code: 'HR5025',
  title: 'A Nexus operation is not registered',
  disposition: 'report',
  head: ({ service, operation, taskQueue, suggestion }) =>
    `The worker of task queue "${taskQueue}" has no Nexus ${operation === undefined ? `service "${service}"` : `operation "${operation}" in service "${service}"`}${suggestion === undefined ? '.' : `; did you mean "${suggestion}"?`}`,
  why: () => 'the operation fails for its caller at once, and is not tried again.',
  fix: ({ service, operation, taskQueue, known }) =>
    [
      operation === undefined
        ? `add it to the worker, nexusServices: [nexus.serviceHandler(${/^\w+$/.test(service) ? service : 'service'}, { … })], and deploy; or point the endpoint at the task queue of the worker that has it.`
        : 'give the caller the same version of the service as the worker: an operation has to be in nexus.service(…) on both sides, and in the handlers here.',
      known.length === 0
        ? `The worker of "${taskQueue}" has no ${operation === undefined ? 'services' : 'operations in it'} at all.`
        : `It has: ${known.slice(0, SHOWN).join(', ')}${known.length > SHOWN ? ` and ${known.length - SHOWN} more` : ''}.`,
    ].join('\n'),
  example: {
    service: 'payments',
    operation: 'chrage',
    taskQueue: 'payments',
    known: ['charge', 'refund'],
    suggestion: 'charge',
  },
});
