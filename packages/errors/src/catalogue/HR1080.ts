import { defineError } from '../define-error';

export const HR1080 = defineError<{
  workflow: string;
  /** Where it stands: `inbound[0]`. */
  place: string;
  /** What it is or has: `is the class Tracing`, `has a method execut`. */
  has: string;
  /** Of a method: what the SDK calls there. */
  known?: readonly string[];
  suggestion?: string;
}>({
  code: 'HR1080',
  title: 'An interceptor of workflows is never called',
  disposition: 'warn',
  head: ({ workflow, place, has, suggestion }) =>
    `Interceptor ${place} of workflow "${workflow}" ${has}, which nothing calls${suggestion === undefined ? '.' : `; did you mean ${suggestion}?`}`,
  why: () =>
    'the SDK looks for the methods that it knows on each entry of inbound, outbound and internals, and passes over everything else without a word: what the interceptor was to do does not happen.',
  fix: ({ known, suggestion }) =>
    known === undefined
      ? 'put the interceptor itself into the list: inbound: [new Tracing()].'
      : suggestion === undefined
        ? `give it a method that the SDK calls there: ${known.join(', ')}.`
        : `write ${suggestion}. The SDK calls there: ${known.join(', ')}.`,
  example: {
    workflow: 'order',
    place: 'inbound[0]',
    has: 'has a method execut',
    known: ['execute', 'handleSignal', 'handleQuery', 'handleUpdate', 'validateUpdate'],
    suggestion: 'execute',
  },
});
