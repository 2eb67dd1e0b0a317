import { HR7011 } from '@handrail/errors';
import type { Cause } from '../cause';
import { nearestName } from '@handrail/common/host';
import { seen } from '../finding';
import { failureText } from '../internal/failure-text';
import { expectedVersion } from '../internal/expected-version';
import { knownQueues, meantQueue } from '../internal/known-queues';
import { expiryText } from '../internal/expiry';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText, freshPollers, pollersText, queueOf, temporal } from '../situation';
import { spokenTime } from '../internal/spoken-time';

const MOST_NAMED = 3;

export const noWorkflowWorker: Cause = {
  slug: 'no-workflow-worker',
  rank: 3,
  find(situation) {
    const state = taskStateOf(situation);
    if (state.kind !== 'no-worker' || state.queue === undefined) return [];
    const { facts, execution } = situation;
    const { workflowId, taskQueue, history } = execution;
    const { queue, since } = state;
    const isOwn = execution === facts.execution;
    const forActivities = freshPollers(queueOf(situation, 'activity', taskQueue), facts.now);
    // Where the newest executions of its type are tells more.
    const meant = isOwn && facts.queuesOfType.length > 0 ? undefined : meantQueue(taskQueue, knownQueues(situation));
    const expected = expectedVersion(execution, queue);
    const pollers = pollersText(queue, facts.now);
    const hadOne = history?.taskTimeout?.type === 'SCHEDULE_TO_START' || history?.lastTaskCompleted !== undefined;
    return [
      {
        problem: HR7011.problem({ workflowId, taskQueue, since: agoText(situation, since), pollers }),
        evidence: [
          seen('the workflow task is scheduled and not started', since),
          seen(`pollers of task queue "${taskQueue}": ${pollers}`),
          ...(forActivities.length > 0
            ? [
                seen(
                  `${forActivities[0]?.identity} polls the queue of this name for activities only: it has no workflows`,
                ),
              ]
            : []),
          seen(backlogText(queue.backlogCount, queue.backlogAgeMilliseconds)),
          ...(expected.version === undefined ? [] : [seen(`it needs a worker of ${expected.text}`)]),
          ...(hadOne && history?.lastTaskCompleted !== undefined
            ? [seen(`worker ${history.lastTaskCompleted.identity} had it and left`, history.lastTaskCompleted.time)]
            : []),
          ...(history?.taskFailure === undefined
            ? []
            : [
                seen(
                  `the workflow task failed while there was a worker: ${failureText(history.taskFailure.failure)}`,
                  history.taskFailure.time,
                ),
              ]),
          ...(execution.isCancelRequested
            ? [seen('cancellation was requested and waits, too', history?.cancelRequest?.time)]
            : []),
        ],
        consequence: `Nothing is processed until a worker polls: no result, signal, update or cancellation. ${expiryText(situation)}`,
        remedy: [
          ...(forActivities.length > 0 && !hadOne
            ? [
                {
                  text: 'Give the worker that polls for activities workflowsPath or workflowBundle, where it was to have both.',
                },
              ]
            : []),
          {
            text: hadOne
              ? `Start a worker${expected.version === undefined ? '' : ` of ${expected.text},`} on task queue "${taskQueue}" again.`
              : `Start a worker on task queue "${taskQueue}", or check how the name is spelt${meant === undefined ? '' : ` ("${meant}" is polled)`}: no worker has ever taken a task of this execution.`,
          },
          ...(isOwn && facts.queuesOfType.length > 0 ? [{ text: elsewhereText(taskQueue, facts.queuesOfType) }] : []),
          {
            text: 'See whether one polls.',
            command: temporal(situation, 'task-queue describe', {
              'task-queue': taskQueue,
              'task-queue-type': 'workflow',
            }),
          },
        ],
        place: { view: 'task-queue', taskQueue },
        since,
      },
    ];
  },
};

/** A task queue cannot be changed after the start. */
function elsewhereText(taskQueue: string, queuesOfType: readonly string[]): string {
  const nearest = nearestName(taskQueue, queuesOfType);
  const named = nearest === undefined ? queuesOfType.slice(0, MOST_NAMED) : [nearest];
  const names = named.map((name) => `"${name}"`).join(', ');
  return `Other executions of its type are on task queue ${names}. Where that was meant, terminate this one and start it there.`;
}

function backlogText(count: number, age: number): string {
  return count === 0
    ? 'the queue shows no backlog yet'
    : `backlog of the queue: ${count}, the oldest task ${spokenTime(age)} old`;
}
