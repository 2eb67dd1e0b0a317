import { defineError } from '../define-error';

export const HR1011 = defineError<{
  /** The function of the workflow package. */
  call: string;
  /** The activity or the sink that is called of what the function has returned. */
  member?: string;
}>({
  code: 'HR1011',
  title: 'Workflow API is called outside of workflow code',
  disposition: 'refuse',
  head: ({ call, member }) =>
    member === undefined
      ? `${call} of the workflow package is called outside of workflow code.`
      : `${member}, which ${call} of the workflow package has made, is called outside of workflow code.`,
  why: () =>
    'what it does becomes part of the history of the execution that calls it, and none runs here: this is a client, an activity, a test or a script.',
  fix: ({ call }) => `${INSTEAD[call] ?? 'call it only in workflow functions, and in what they call.'}\n${RUNS}`,
  example: { call: 'sleep' },
});

const RUNS =
  'Workflow code runs when a client starts it: client.workflow.execute(order, { … }); in a test with the client of TestWorkflowEnvironment.';

const ACTIVITIES =
  'call the activity function itself where its work is needed here and now; to have it retried and recorded, call it in a workflow.';
const CHILDREN =
  'start the workflow with a client: client.workflow.start(order, { … }), or execute to wait for its result.';
const HANDLERS =
  'set handlers at the beginning of the workflow function. To call them from here: client.workflow.getHandle(id), then signal, query or executeUpdate.';
const PATCHES = 'call it inside the workflow function, where the change is.';
const START = 'give it where the workflow is started: client.workflow.start(order, { … }).';

/** What does here what the call does in workflow code. */
const INSTEAD: Readonly<Record<string, string>> = {
  sleep:
    'wait with setTimeout of node:timers/promises here; in an activity with sleep of @handrail/activity, which cancellation ends.',
  condition:
    'wait for what is true of an execution by its result, a query or an update: client.workflow.getHandle(id).',
  proxyActivities: ACTIVITIES,
  proxyLocalActivities: ACTIVITIES,
  scheduleActivity: ACTIVITIES,
  scheduleLocalActivity: ACTIVITIES,
  executeChild: CHILDREN,
  startChild: CHILDREN,
  continueAsNew: CHILDREN,
  makeContinueAsNewFunc: CHILDREN,
  getExternalWorkflowHandle: 'take the handle of a client: client.workflow.getHandle(id).',
  workflowInfo:
    'ask the server: client.workflow.getHandle(id).describe(). In an activity, activityInfo() of @handrail/activity names the workflow that has called it.',
  setHandler: HANDLERS,
  setDefaultSignalHandler: HANDLERS,
  setDefaultQueryHandler: HANDLERS,
  setDefaultUpdateHandler: HANDLERS,
  patched: PATCHES,
  deprecatePatch: PATCHES,
  upsertSearchAttributes: START,
  upsertMemo: START,
  log: 'log with the logger of this process; in an activity with log of @handrail/activity.',
  metricMeter:
    'take Runtime.instance().metricMeter of @handrail/worker; in an activity metricMeter of @handrail/activity.',
  operationKey: 'make the key in the workflow, and pass it to the activity as an argument.',
};
