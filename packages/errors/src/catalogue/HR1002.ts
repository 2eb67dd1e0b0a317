import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1002 = defineError<{ workflow: string; name: string; place?: string } | ReachedHazard>({
  code: 'HR1002',
  title: 'Workflow code observes garbage collection',
  disposition: 'task-failure',
  head: (facts) =>
    'from' in facts
      ? reaches(facts)
      : `Workflow "${facts.workflow}" uses ${facts.name}, whose result depends on garbage collection${facts.place === undefined ? '' : ` (${facts.place})`}.`,
  why: () =>
    'a replay would collect at other moments and take another path. The workflow task is retried until a fix is deployed.',
  fix: (facts) =>
    ('from' in facts ? facts.hazard : facts.name) === 'WeakRef'
      ? 'hold the object itself, or its id.'
      : 'clean up in a finally block, or in a CancellationScope.nonCancellable.',
  example: { workflow: 'order', name: 'WeakRef', place: 'src/lib/cache.ts:4' },
});
