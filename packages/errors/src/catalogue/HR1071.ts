import { defineError } from '../define-error';

export const HR1071 = defineError<{ workflow: string }>({
  code: 'HR1071',
  title: 'A condition is given a promise',
  disposition: 'warn',
  head: ({ workflow }) =>
    `Workflow "${workflow}" waits with condition for a function that returned a promise, which counts as true at once.`,
  why: () =>
    'condition looks at what the function returns and awaits nothing. A promise, also one of false, is no "no": the wait is over before it began, and the workflow goes on with what has not happened yet.',
  fix: () =>
    'return what the workflow knows, without async: condition(() => approved). What takes time is awaited itself: await check(), or await trigger; as a limit of time condition has its second argument.',
  example: { workflow: 'order' },
});
