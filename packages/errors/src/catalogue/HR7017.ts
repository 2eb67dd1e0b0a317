import { defineError } from '../define-error';

export const HR7017 = defineError<{ workflowId: string; since: string; eventsADay: number }>({
  code: 'HR7017',
  title: 'A workflow task is kept open by local activities',
  disposition: 'report',
  head: ({ workflowId, since, eventsADay }) =>
    `A local activity has kept a workflow task of "${workflowId}" open for ${since}; its history grows by about ${eventsADay} events a day meanwhile.`,
  why: () =>
    'signals, updates and cancellation wait until the task is over, and the server does not show which local activity it is or whether it fails.',
  fix: () => 'make it a normal activity: those may take long, and their attempts and failures can be seen.',
  example: { workflowId: 'order-17', since: '3 minutes', eventsADay: 32400 },
});
