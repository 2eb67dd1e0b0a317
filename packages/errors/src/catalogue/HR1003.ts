import { defineError } from '../define-error';

export const HR1003 = defineError<{
  workflowType: string;
  taskQueue: string;
  known: readonly string[];
  suggestion?: string;
  /** Where two modules export it, so that neither does. */
  twice?: { readonly place: string; readonly modules: readonly [string, string] };
  /** The worker runs a bundle that was built before. */
  prebuilt?: boolean;
}>({
  code: 'HR1003',
  title: 'A workflow type is not in the bundle',
  disposition: 'task-failure',
  head: ({ workflowType, taskQueue, suggestion }) =>
    `Workflow type "${workflowType}" is not in the bundle of the worker on task queue "${taskQueue}"${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}${suggestion === undefined ? '.' : ''}`,
  why: () =>
    'no worker on this queue can run it: the workflow task is retried until one is deployed that can. The execution stays open.',
  fix: ({ workflowType, known, twice, prebuilt }) =>
    [
      ...(/^(?:local)?activityProxyFunction$/i.test(workflowType)
        ? [
            'that is the name which the SDK gives to activities of a proxy: where executeChild, startChild or continueAsNew is given an activity, call the activity itself instead.',
          ]
        : []),
      ...(twice === undefined
        ? []
        : [
            `${twice.place} exports it of both ${twice.modules.join(' and ')}, and so of neither: write export { ${workflowType} } from '${twice.modules[0]}', or rename one of them.`,
          ]),
      ...(prebuilt === true
        ? ['build the bundle again if its sources have the workflow: the worker runs one that was built before.']
        : []),
      `export a function named ${workflowType} from the module in workflowsPath and deploy; if the name or the task queue was wrong, terminate the execution and start it anew.`,
      ...(known.length === 0 ? [] : [`The bundle has: ${known.join(', ')}.`]),
      'A top-level await in that module has the same effect: its exports are not there yet.',
    ].join('\n'),
  example: { workflowType: 'ordr', taskQueue: 'orders', known: ['order', 'refund'], suggestion: 'order' },
});
