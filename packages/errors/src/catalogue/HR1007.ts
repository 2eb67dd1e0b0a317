import { defineError } from '../define-error';

export const HR1007 = defineError<{ workflow: string; place?: string }>({
  code: 'HR1007',
  title: 'An activity has no timeout',
  disposition: 'task-failure',
  head: ({ workflow, place }) =>
    `Workflow "${workflow}" calls an activity with neither startToCloseTimeout nor scheduleToCloseTimeout${place === undefined ? '' : ` (${place})`}.`,
  why: () =>
    'the SDK refuses the call when it is made, not where the proxy is. The workflow task is retried until a fix is deployed.',
  fix: () =>
    "import proxyActivities from '@handrail/workflow', which has a default of one minute, or set startToCloseTimeout where the proxy is made.",
  example: { workflow: 'order', place: 'src/workflows.ts:12' },
});
