import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1033 = defineError<ReachedHazard>({
  code: 'HR1033',
  title: 'Workflow code reads an environment variable',
  disposition: 'report',
  head: reaches,
  why: () =>
    'the sandbox has no process: any variable but NODE_ENV, which the bundler writes into the code, is a ReferenceError.',
  fix: () => 'hand the value to the workflow as an argument, or read it in an activity.',
  example: {
    from: 'order()',
    hazard: 'process.env.CURRENCY',
    chain: [],
    may: false,
  },
});
