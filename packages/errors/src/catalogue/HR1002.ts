import { defineError } from '../define-error';

export const HR1002 = defineError<{ workflow: string; name: string; place?: string }>({
  code: 'HR1002',
  title: 'Workflow code observes garbage collection',
  disposition: 'task-failure',
  head: ({ workflow, name, place }) =>
    `Workflow "${workflow}" uses ${name}, whose result depends on garbage collection${place === undefined ? '' : ` (${place})`}.`,
  why: () =>
    'a replay would collect at other moments and take another path. The workflow task is retried until a fix is deployed.',
  fix: ({ name }) =>
    name === 'WeakRef'
      ? 'hold the object itself, or its id.'
      : 'clean up in a finally block, or in a CancellationScope.nonCancellable.',
  example: { workflow: 'order', name: 'WeakRef', place: 'src/lib/cache.ts:4' },
});
