import { defineError } from '../define-error';

export const HR1001 = defineError<{
  workflow: string;
  name: string;
  place?: string;
  chain?: readonly string[];
  instead: string;
}>({
  code: 'HR1001',
  title: 'Workflow code uses a global that the sandbox does not have',
  disposition: 'task-failure',
  head: ({ workflow, name, place }) =>
    `Workflow "${workflow}" uses ${name}, which workflow code does not have${place === undefined ? '' : ` (${place})`}.`,
  why: () =>
    'workflow code is run again from its history, so the sandbox leaves out what reaches beyond it. The workflow task is retried until a fix is deployed; nothing is lost.',
  fix: ({ instead, chain = [] }) =>
    [
      instead,
      ...(chain.length > 1
        ? [`It is loaded by ${chain.join(' → ')}: cut that chain, or call the code from an activity.`]
        : []),
    ].join('\n'),
  example: {
    workflow: 'order',
    name: 'fetch',
    place: 'src/lib/http.ts:8',
    chain: ['src/workflows.ts', 'src/lib/http.ts'],
    instead: 'call an activity that does it.',
  },
});
