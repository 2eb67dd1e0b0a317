import { defineError } from '../define-error';

export const HR4038 = defineError<{ operation: string; given: string }>({
  code: 'HR4038',
  title: 'The workflow is neither a function with a name nor a string',
  disposition: 'report',
  head: ({ operation, given }) => `${operation} was called with ${given} in place of the workflow.`,
  why: () =>
    'the workflow type is the name of the function: without one there is nothing that a worker could be asked for.',
  fix: ({ given }) =>
    given === 'undefined'
      ? "check the import: the name is not exported there, or two modules import each other (then import the type only, and pass the name: start<typeof order>('order', …))."
      : given.startsWith('the class')
        ? 'pass the exported workflow function itself: a class cannot be called without new. Where a worker in another language has a workflow of that name, pass the name as a string.'
        : "pass the exported workflow function itself, or its name as a string: start<typeof order>('order', …).",
  example: { operation: 'workflow.start', given: 'undefined' },
});
