import { defineError } from '../define-error';

export const HR8006 = defineError<{
  workflowType: string;
  /** How many open executions of it are known. */
  open: number;
  taskQueues: readonly string[];
  suggestion?: string;
}>({
  code: 'HR8006',
  title: 'Open executions are of a workflow type that the code does not export',
  disposition: 'report',
  head: ({ workflowType, open, taskQueues, suggestion }) =>
    `Workflow type "${workflowType}" has ${open} open execution${open === 1 ? '' : 's'} on task queue ${taskQueues.map((name) => `"${name}"`).join(', ')}, and the code does not export it${suggestion === undefined ? '.' : `; is it now called "${suggestion}"?`}`,
  why: () =>
    'once this code is deployed, no worker can go on with them: their workflow tasks fail and are retried until code is deployed that exports the type.',
  fix: ({ workflowType, suggestion }) =>
    [
      suggestion === undefined
        ? `export a function named ${workflowType} until the last of them has ended, or pin them to the version that has it.`
        : `export it under both names until the last of them has ended: export { ${suggestion}, ${suggestion} as ${workflowType} }.`,
    ].join('\n'),
  example: { workflowType: 'order', open: 3, taskQueues: ['orders'], suggestion: 'orders' },
});
