import { defineError } from '../define-error';

export const HR1073 = defineError<{
  workflow: string;
  /** What it asked for: `child workflow "sendReceipt"`. */
  work: readonly string[];
}>({
  code: 'HR1073',
  title: 'A workflow ends before what it began is started',
  disposition: 'report',
  head: ({ workflow, work }) =>
    `Workflow "${workflow}" ends in the same task in which it begins ${work.join(', ')}: ${work.length === 1 ? 'that never runs' : 'these never run'}.`,
  why: () =>
    'the server closes the execution before it acts on what else the task asked for: not even a child with parentClosePolicy ABANDON is started, and nobody is told.',
  fix: () =>
    "await it before the workflow returns: an activity until it is done, a child at least until it has started (await startChild(…), with parentClosePolicy: 'ABANDON' where it is to outlive its parent).",
  example: { workflow: 'order', work: ['child workflow "sendReceipt"'] },
});
