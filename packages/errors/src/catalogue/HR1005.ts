import { defineError } from '../define-error';

export const HR1005 = defineError<{
  error: string;
  place?: string;
  /** Files that import each other, the first of them at the end again. */
  cycle?: readonly string[];
  /** It is used before it is there, and who imports whom is not known. */
  early?: boolean;
}>({
  code: 'HR1005',
  title: 'Workflow code throws while it is loaded',
  disposition: 'task-failure',
  head: ({ error, place }) =>
    `Workflow code throws while it is loaded${place === undefined ? '' : ` (${place})`}: ${error}`,
  why: ({ cycle = [] }) =>
    `${cycle.length === 0 ? '' : `${cycle.join(' → ')} import each other in a circle: what one of them takes of the next is not there yet when it is loaded. So `}${NONE_RUNS}`,
  fix: ({ cycle = [], early }) =>
    cycle.length === 0
      ? `${early === true ? 'look for files that import each other in a circle, for one of them is loaded before what it takes of another is there; else ' : ''}move what throws from the top of the module into the workflow function, or into an activity.`
      : 'break the circle: put what both need into a file that imports neither, or use it only inside of functions, which run later.',
  example: { error: "Cannot read properties of undefined (reading 'url')", place: 'src/config.ts:3' },
});

const NONE_RUNS =
  'no workflow of this bundle can run, whatever it imports: each of their tasks is retried until a fix is deployed.';
