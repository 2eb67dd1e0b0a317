import { defineError } from '../define-error';

export const HR8001 = defineError<{ workflow: string; position: string; history: string; code: string }>({
  code: 'HR8001',
  title: 'Workflow code no longer matches a history',
  disposition: 'task-failure',
  head: ({ workflow, position, history, code }) =>
    `Workflow "${workflow}" no longer matches its history at ${position}: the history has ${history}, the code now ${code}.`,
  why: () =>
    'an execution that began with other code is continued by this code, which takes another path. Its workflow tasks fail until code is deployed that fits.',
  fix: () =>
    [
      "if the change was meant: keep the old path for executions that have begun, if (patched('id')) { new } else { old }, or deploy it as a version of its own that only new executions take.",
      'If not: look for what differs between runs of the same code, such as the clock, the environment or the order of a collection.',
      'To give up what was done since: temporal workflow reset to an event before the position.',
    ].join('\n'),
  example: {
    workflow: 'order',
    position: 'event 5',
    history: 'TimerStarted (5 seconds)',
    code: 'schedules activity "charge"',
  },
});
