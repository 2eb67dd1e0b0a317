import { defineError } from '../define-error';

export const HR8004 = defineError<{ workflow: string; call: 'patched' | 'deprecatePatch'; id: string }>({
  code: 'HR8004',
  title: 'A patch has no id that outlasts a replay',
  disposition: 'task-failure',
  head: ({ workflow, call, id }) => `Workflow "${workflow}" calls ${call} with ${id}, and the id of a patch is a text.`,
  why: () =>
    'the history keeps ids as texts, and what is none is not found there again: in the next replay, such as after a restart of the worker, patched() is false where it was true, and the execution cannot go on.',
  fix: ({ call }) =>
    `give each change a text of its own: ${call}('charge-in-euros'). An id that is undefined often comes from a misspelt constant or a circular import.`,
  example: { workflow: 'order', call: 'patched', id: 'undefined' },
});
