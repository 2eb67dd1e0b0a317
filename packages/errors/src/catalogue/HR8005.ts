import { defineError } from '../define-error';

export const HR8005 = defineError<{ workflow: string; call: 'patched' | 'deprecatePatch'; id: string; part: string }>({
  code: 'HR8005',
  title: 'A patch has an id of its own in each execution',
  disposition: 'warn',
  head: ({ workflow, call, id, part }) =>
    `Workflow "${workflow}" calls ${call}(${id}), an id that ${part} makes another one in each execution.`,
  why: () =>
    'a patch is found again by its id: such a one can neither be searched for nor deprecated, so its old branch can never be taken out, and a change that asks for it in two places gets two answers.',
  fix: ({ call }) => `name the change, not the moment: ${call}('charge-in-euros'), the same text in every execution.`,
  example: { workflow: 'order', call: 'patched', id: "'v-1764142980123'", part: 'the time' },
});
