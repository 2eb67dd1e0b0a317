import { defineError } from '../define-error';

export const HR4037 = defineError<{ operation: string; option: string; remedy?: string }>({
  code: 'HR4037',
  title: 'An option that is needed is missing',
  disposition: 'report',
  head: ({ operation, option }) => `${operation} was called without ${option}.`,
  why: () =>
    'nothing was sent; a value that is undefined or empty counts as missing, as from an environment variable that is not set.',
  fix: ({ option, remedy }) =>
    `${remedy === undefined ? '' : `${remedy}; or `}pass ${option}, and check where its value comes from.`,
  example: { operation: 'workflow.start', option: 'taskQueue' },
});
