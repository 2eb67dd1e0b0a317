import { defineError } from '../define-error';

export const HR8001 = defineError<{
  workflow: string;
  position: string;
  history: string;
  code: string;
  /** The patch that the history has and the code does not ask for. */
  patch?: string;
  /** Which change of the code explains it best, where something speaks for one. */
  change?: string;
  /** Whether the very same code has recorded that history, as far as its build tells. */
  sameCode?: boolean;
}>({
  code: 'HR8001',
  title: 'Workflow code no longer matches a history',
  disposition: 'task-failure',
  head: ({ workflow, position, history, code }) =>
    `Workflow "${workflow}" no longer matches its history at ${position}: the history has ${history}, the code now ${code}.`,
  why: ({ sameCode, change }) =>
    sameCode === true
      ? 'the same build has recorded this history, so no deployment has changed the code: it takes another path when it runs again. Its workflow tasks fail until code is deployed that does not.'
      : `an execution that began with other code is continued by this code, which takes another path${change === undefined ? '' : `: most likely ${change}`}. Its workflow tasks fail until code is deployed that fits.`,
  fix: ({ patch, sameCode }) =>
    [
      ...(patch !== undefined
        ? [
            `put patched('${patch}') back, or deprecatePatch('${patch}') in its place, which is what follows it: a call can be taken out only when no open execution has the patch in its history.`,
          ]
        : []),
      ...(sameCode === true ? SAME_CODE : patch === undefined ? CHANGED : []),
      'To give up what was done since: temporal workflow reset to an event before the position.',
    ].join('\n'),
  example: {
    workflow: 'order',
    position: 'event 5',
    history: 'TimerStarted (5 seconds)',
    code: 'schedules activity "charge"',
  },
});

const CHANGED = [
  "if the change was meant: keep the old path for executions that have begun, if (patched('id')) { new } else { old }, or deploy it as a version of its own that only new executions take.",
  'If not: look for what differs between runs of the same code, such as the clock, the environment or the order of a collection.',
];

const SAME_CODE = [
  'find what is another thing in each run: workflowInfo().unsafe (isReplaying, now(), random()), the real clock behind Intl.DateTimeFormat without a date, the time zone and the locale of the host, or state that executions share. Date.now(), Math.random() and uuid4() are safe.',
];
