import { defineError } from '../define-error';

export const HR9041 = defineError<{ module: string; function?: string | undefined }>({
  code: 'HR9041',
  title: 'A trusted function is not reached by any workflow',
  disposition: 'warn',
  head: ({ module, function: name }) =>
    `settings.handrail.trust names ${name === undefined ? module : `${name} of ${module}`}, which no workflow reaches.`,
  why: () => 'an entry that is not needed any more would hide the next hazard under the same name.',
  fix: () => 'remove the entry, or correct its names.',
  example: { module: 'src/lib/http.ts', function: 'post' },
});
