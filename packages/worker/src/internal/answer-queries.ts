import { HR1012, HR3001, type Problem } from '@handrail/errors';
import type { WorkflowInfo } from '@temporalio/workflow';
import type { Activation, Command, Completion, Failure } from './workflow-creator';

/**
 * What is wrong with the answers to the queries of an activation: a handler that started something, or one whose result cannot be
 * sent. The core takes answers only: the first would stop the whole worker without a word, and of the second the caller would
 * never hear. Whoever gets a problem has to fail the activation: the core then tells the caller, and drops the execution from
 * its cache with all that the handler has begun.
 */
export function problemOfAnswers(
  { jobs }: Activation,
  { successful }: Completion,
  info: WorkflowInfo,
): Problem | undefined {
  const [first] = jobs ?? [];
  // The core never mixes queries with other jobs.
  if (first?.queryWorkflow == null || successful == null) return undefined;
  const commands = successful.commands ?? [];
  const names = (jobs ?? []).map(({ queryWorkflow }) => queryWorkflow?.queryType ?? '');
  const { workflowType } = info;
  const others = commands.filter(({ respondToQuery }) => respondToQuery == null);
  if (others.length > 0) {
    return HR1012.problem({
      workflow: workflowType,
      query: names.join('" or "'),
      does: [...new Set(others.map(deedOf))],
    });
  }
  const answered = new Set(commands.map(({ respondToQuery }) => (respondToQuery as { queryId?: unknown }).queryId));
  const unanswered = (jobs ?? []).find(({ queryWorkflow }) => !answered.has(queryWorkflow?.queryId));
  if (unanswered === undefined) return undefined;
  return HR3001.problem({
    subject: `The result of query "${unanswered.queryWorkflow?.queryType}" in workflow "${workflowType}"`,
    faults: [{ path: 'result', is: 'a value that its payload converter refuses', kind: 'converter' }],
  });
}

/** The queries of an activation that are answered with a failure. */
export function failedAnswers(
  { jobs }: Activation,
  { successful }: Completion,
): readonly { readonly query: string; readonly failure: Failure }[] {
  return (successful?.commands ?? []).flatMap(({ respondToQuery }) => {
    const { queryId, failed } = { ...(respondToQuery as object) } as Partial<FailedAnswer>;
    const asked = jobs?.find(({ queryWorkflow }) => queryWorkflow?.queryId === queryId)?.queryWorkflow;
    return failed == null || asked == null ? [] : [{ query: asked.queryType ?? '', failure: failed }];
  });
}

interface FailedAnswer {
  readonly queryId: string;
  readonly failed: Failure | null;
}

const DEEDS: readonly (readonly [command: string, deed: (content: Record<string, unknown>) => string])[] = [
  ['scheduleActivity', ({ activityType }) => `calls activity "${String(activityType)}"`],
  ['scheduleLocalActivity', ({ activityType }) => `calls local activity "${String(activityType)}"`],
  ['startChildWorkflowExecution', ({ workflowType }) => `starts child workflow "${String(workflowType)}"`],
  ['scheduleNexusOperation', ({ operation }) => `calls Nexus operation "${String(operation)}"`],
  ['signalExternalWorkflowExecution', ({ signalName }) => `sends signal "${String(signalName)}"`],
  ['requestCancelExternalWorkflowExecution', () => 'cancels another workflow'],
  ['startTimer', () => 'starts a timer'],
  ['cancelTimer', () => 'cancels a timer'],
  ['requestCancelActivity', () => 'cancels an activity'],
  ['upsertWorkflowSearchAttributes', () => 'sets search attributes'],
  ['modifyWorkflowProperties', () => 'changes the memo'],
  ['setPatchMarker', () => 'decides a patch'],
  ['continueAsNewWorkflowExecution', () => 'continues the workflow as new'],
  ['completeWorkflowExecution', () => 'lets the workflow end'],
  ['failWorkflowExecution', () => 'lets the workflow fail'],
  ['cancelWorkflowExecution', () => 'lets the workflow end as cancelled'],
  ['updateResponse', () => 'lets an update go on'],
];

function deedOf(command: Command): string {
  for (const [kind, deed] of DEEDS) {
    const content = command[kind] as Record<string, unknown> | null | undefined;
    if (content != null) return deed(content);
  }
  return 'sends a command';
}
