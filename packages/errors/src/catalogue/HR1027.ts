import { defineError } from '../define-error';

export const HR1027 = defineError<{
  /** Where it is used: `src/workflows.ts:3`. */
  place: string;
  name: string;
  /** The module as the import names it. */
  from: string;
  /** What that module exports. */
  known: readonly string[];
  suggestion?: string;
}>({
  code: 'HR1027',
  title: 'An import names an export that does not exist',
  disposition: 'warn',
  head: ({ place, name, from, known, suggestion }) =>
    `${place} uses ${name} of ${from}, which has no such export${suggestion === undefined ? `; it exports ${listed(known)}` : `; did you mean ${suggestion}?`}${suggestion === undefined ? '.' : ''}`,
  why: () =>
    'the bundle is made all the same, and the name is undefined in it: a workflow that comes to this line fails its task, again and again.',
  fix: ({ name, from, suggestion }) =>
    suggestion === undefined
      ? `export ${name} from ${from}, or import what is there. Of a type, write import type.`
      : `import ${suggestion} from ${from}, or export ${name} there. Of a type, write import type.`,
  example: {
    place: 'src/workflows.ts:3',
    name: 'chargeFee',
    from: './fees',
    known: ['chargeFees'],
    suggestion: 'chargeFees',
  },
});

const MOST = 12;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'nothing';
  const shown = names.slice(0, MOST).join(', ');
  return names.length > MOST ? `${shown} and ${names.length - MOST} more` : shown;
}
