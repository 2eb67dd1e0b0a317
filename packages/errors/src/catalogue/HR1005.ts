import { defineError } from '../define-error';

export const HR1005 = defineError<{ error: string; place?: string }>({
  code: 'HR1005',
  title: 'Workflow code throws while it is loaded',
  disposition: 'task-failure',
  head: ({ error, place }) =>
    `Workflow code throws while it is loaded${place === undefined ? '' : ` (${place})`}: ${error}`,
  why: () =>
    'no workflow of this bundle can run, whatever it imports: each of their tasks is retried until a fix is deployed.',
  fix: () => 'move what throws from the top of the module into the workflow function, or into an activity.',
  example: { error: "Cannot read properties of undefined (reading 'url')", place: 'src/config.ts:3' },
});
