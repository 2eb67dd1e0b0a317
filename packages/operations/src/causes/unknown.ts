import { HR7060 } from '@handrail/errors';
import type { Cause } from '../cause';
import { type Found, seen } from '../finding';
import { waitOf } from '../internal/activity-wait';
import { isDeadEnd } from '../internal/can-be-woken';
import { timeoutText } from '../internal/expiry';
import { resetRemedy } from '../internal/failing-task';
import { livenessOf } from '../internal/liveness';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText, type Situation } from '../situation';
import { isWithoutHeartbeat } from './activity-silent';

// Where the causes stand between which it cannot be told.
const RANK = { task: 3, failingTask: 5, activityWait: 8, activitySilence: 12, history: 33 };

/** What the server does not reveal: said instead of guessed. */
export const unknown: Cause = {
  slug: 'unknown',
  rank: RANK.history,
  find: (situation) => [
    ...workflowTask(situation),
    ...waitingActivities(situation),
    ...silentActivities(situation),
    ...nothingKnown(situation),
  ],
};

function workflowTask(situation: Situation): Found[] {
  const state = taskStateOf(situation);
  const { history, taskQueue } = situation.execution;
  if (state.kind === 'cannot-tell') {
    return [
      {
        ...cannotTell(situation, state.why ?? 'its workflow task is not taken'),
        evidence: [
          seen('the workflow task is scheduled and not started', state.since),
          ...(state.queue?.pollers.map(({ identity, lastAccessTime }) =>
            seen(`worker ${identity} polled task queue "${taskQueue}"`, lastAccessTime),
          ) ?? []),
        ],
        rank: RANK.task,
        since: state.since,
      },
    ];
  }
  const isExplained = history?.taskFailure !== undefined || history?.taskTimeout?.type === 'START_TO_CLOSE';
  if (state.kind !== 'failing' || isExplained) return [];
  const why =
    history === undefined ? unreadHistory(situation) : 'the part of its history that was read does not say why';
  return [
    {
      ...cannotTell(situation, `its workflow task is in attempt ${state.task.attempt}, and ${why}`),
      evidence: [
        seen(
          `the workflow task is in attempt ${state.task.attempt}`,
          state.task.originalScheduledTime ?? state.task.scheduledTime,
        ),
      ],
      rank: RANK.failingTask,
    },
  ];
}

function waitingActivities(situation: Situation): Found[] {
  return situation.execution.activities.flatMap((activity) => {
    const wait = waitOf(situation, activity);
    if (wait.kind !== 'cannot-tell') return [];
    const name = `activity "${activity.activityType}" (id ${activity.activityId})`;
    return [
      {
        ...cannotTell(situation, `${name} waits for a worker, and ${wait.why ?? 'none takes it'}`),
        evidence: [
          seen(`${name} is scheduled and not started`, wait.since),
          ...(wait.queue === undefined
            ? []
            : [seen(`backlog of task queue "${wait.queue.name}": ${wait.queue.backlogCount}`)]),
          ...(wait.queue?.pollers.map(({ identity, lastAccessTime }) =>
            seen(`worker ${identity} polled the queue`, lastAccessTime),
          ) ?? []),
        ],
        rank: RANK.activityWait,
        since: wait.since,
      },
    ];
  });
}

function silentActivities(situation: Situation): Found[] {
  return situation.execution.activities.flatMap((activity) => {
    const { activityType, activityId, lastStartedTime, lastWorkerIdentity: identity } = activity;
    if (!isWithoutHeartbeat(activity) || activity.isPaused) return [];
    const liveness = identity
      ? livenessOf(situation, identity)
      : { state: 'unknown' as const, why: 'the server does not say which' };
    if (liveness.state !== 'unknown') return [];
    const reason = `activity "${activityType}" (id ${activityId}) was started ${agoText(situation, lastStartedTime)} ago by worker ${identity ?? 'unknown'}, which is at work on it or gone: ${liveness.why ?? 'it shows no sign of life'}`;
    return [
      {
        ...cannotTell(situation, reason),
        evidence: [
          seen(`worker ${identity ?? 'unknown'} started attempt ${activity.attempt}`, lastStartedTime),
          seen('the activity has no heartbeat timeout'),
          ...(liveness.lastSeen === undefined
            ? []
            : [seen(`last sign of life of worker ${identity}`, liveness.lastSeen)]),
        ],
        remedy: [
          { text: 'Look whether the process of this worker lives.' },
          {
            text: 'Give the activity a heartbeatTimeout and call heartbeat() in it: the server then notices by itself.',
          },
        ],
        rank: RANK.activitySilence,
        since: lastStartedTime,
      },
    ];
  });
}

function nothingKnown(situation: Situation): Found[] {
  const { history, status, insight } = situation.execution;
  if (status === 'UNKNOWN') return [{ ...cannotTell(situation, 'the server reports a status that is not known here') }];
  if (status !== 'RUNNING') return [];
  if (isDeadEnd(insight)) return [endedUnheard(situation)];
  const reason =
    history === undefined
      ? unreadHistory(situation)
      : history.lastTaskCompleted === undefined
        ? 'it has no workflow task, and none has completed so far'
        : 'what it shows fits no cause that is known here';
  return [cannotTell(situation, reason)];
}

function unreadHistory({ facts, execution }: Situation): string {
  const missed = facts.notExamined.find(({ what }) => what === `the history of "${execution.workflowId}"`);
  return `its history could not be read${missed === undefined ? '' : ` (${missed.why})`}`;
}

/** Its code may be over, and no command told of that. */
function endedUnheard(situation: Situation): Found {
  const completed = situation.execution.history?.lastTaskCompleted;
  const why =
    'nothing is pending, its worker names no place where its code waits, and nothing that is sent could wake it';
  return {
    ...cannotTell(situation, why),
    evidence: [
      seen('nothing is pending, and its last workflow task completed', completed?.time),
      seen('its worker, asked where it waits, names no place'),
      seen('it has no handler of a signal or an update'),
    ],
    remedy: [
      {
        text: 'See whether its function has ended without a result: the SDK takes no notice of an undefined or null that is thrown. Throw an error instead, and deploy.',
      },
      ...resetRemedy(situation),
    ],
  };
}

function cannotTell(situation: Situation, reason: string): Found {
  return {
    problem: HR7060.problem({ workflowId: situation.execution.workflowId, reason: reason.replace(/\.$/, '') }),
    evidence: [],
    consequence: `What happens next is not known. ${timeoutText(situation)}`,
    remedy: [{ text: 'Look again in a minute: what was ruled out stands in the evidence.' }],
    place: { view: 'history' },
  };
}
