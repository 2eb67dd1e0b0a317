import { defineError } from '../define-error';

export const HR9042 = defineError<{ duration: string }>({
  code: 'HR9042',
  title: 'A test environment waits in real time',
  disposition: 'report',
  head: ({ duration }) =>
    `sleep of a test environment takes ${duration} in real time: the server of this environment does not skip time.`,
  why: () =>
    'only the time-skipping server lets time pass at once; on every other one the test stands still for as long as it says, mostly until the test runner gives up.',
  fix: () =>
    'make the environment with TestWorkflowEnvironment.createTimeSkipping(), or wait for what shall happen in the place of a time: a result, a query, an update.',
  example: { duration: '1 day' },
});
