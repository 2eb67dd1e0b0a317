import { defineError } from '../define-error';

export const HR1006 = defineError<{ place?: string }>({
  code: 'HR1006',
  title: 'A patch is asked for while workflow code is loaded',
  disposition: 'task-failure',
  head: ({ place }) =>
    `patched() is called while workflow code is loaded${place === undefined ? '' : ` (${place})`}, before any workflow has started.`,
  why: () =>
    'a patch is a decision of one execution, written into its history; at the top of a module there is none. The workflow task is retried until a fix is deployed.',
  fix: () => 'call patched() inside the workflow function, where the change is.',
  example: { place: 'src/workflows.ts:5' },
});
