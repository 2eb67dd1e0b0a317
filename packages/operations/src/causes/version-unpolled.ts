import { HR7010 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { Remedy } from '../explanation';
import type { PollerFacts, QueueFacts } from '../facts';
import { type Found, seen } from '../finding';
import { untakenText } from '../internal/activity-text';
import { waitOf } from '../internal/activity-wait';
import { expectedForActivity, expectedVersion, type ExpectedVersion, versionText } from '../internal/expected-version';
import { expiryText } from '../internal/expiry';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText, freshPollers, type Situation, temporal, thisWorkflow } from '../situation';

// An activity that waits does not keep the workflow task from being processed.
const ACTIVITY_RANK = 8;

export const versionUnpolled: Cause = {
  slug: 'version-unpolled',
  rank: 2,
  find(situation) {
    const state = taskStateOf(situation);
    const found: Found[] = [];
    if (state.kind === 'wrong-version' && state.queue !== undefined) {
      const expected = state.expected ?? expectedVersion(situation.execution, state.queue);
      const consequence = `It waits until a worker of ${shortText(expected)} polls. ${expiryText(situation)}`;
      found.push(
        describe(situation, { queue: state.queue, expected, what: 'workflow task', since: state.since, consequence }),
      );
    }
    for (const activity of situation.execution.activities) {
      const wait = waitOf(situation, activity);
      if (wait.kind !== 'wrong-version' || wait.queue === undefined) continue;
      const what = `activity "${activity.activityType}" (id ${activity.activityId})`;
      const expected = expectedForActivity(situation.execution, wait.queue);
      const consequence = untakenText(situation, activity);
      const waiting = { queue: wait.queue, expected, what, since: wait.since, consequence };
      found.push({ ...describe(situation, waiting), rank: ACTIVITY_RANK });
    }
    return found;
  },
};

interface Waiting {
  readonly queue: QueueFacts;
  readonly expected: ExpectedVersion;
  readonly what: string;
  readonly since: number | undefined;
  readonly consequence: string;
}

function describe(situation: Situation, { queue, expected, what, since, consequence }: Waiting): Found {
  const { workflowId } = situation.execution;
  const fresh = freshPollers(queue, situation.facts.now);
  const polled = [...new Set(fresh.map(pollerText))];
  return {
    problem: HR7010.problem({
      workflowId,
      taskQueue: queue.name,
      version: shortText(expected),
      what,
      since: agoText(situation, since),
    }),
    evidence: [
      seen(`${what} is scheduled and not started`, since),
      seen(
        expected.version === undefined && expected.because === 'current'
          ? 'no deployment version of the queue is current, so that the server gives it to a worker without versioning'
          : `the server gives it to ${expected.text}`,
      ),
      seen(`task queue "${queue.name}" is polled by ${polled.join(' and ')}`),
    ],
    consequence,
    remedy: remedies(situation, expected, queue, fresh),
    place: { view: 'workers' },
    since,
  };
}

function shortText({ version, buildId, text, because }: ExpectedVersion): string {
  if (version !== undefined || buildId !== undefined) return text;
  return because === 'current' ? 'no version (none is current)' : `no version${text.slice(text.indexOf(', which'))}`;
}

function pollerText({ identity, version, legacyBuildId }: PollerFacts): string {
  if (legacyBuildId !== undefined) return `${identity} (build id "${legacyBuildId}")`;
  return version === undefined ? `${identity} (no versioning)` : `${identity} ("${versionText(version)}")`;
}

function remedies(
  situation: Situation,
  expected: ExpectedVersion,
  queue: QueueFacts,
  fresh: readonly PollerFacts[],
): Remedy[] {
  const polled = fresh.find(({ version }) => version !== undefined)?.version;
  const start: Remedy = {
    text: `Start workers ${isUnversioned(expected) ? 'without versioning' : `of ${expected.text.replace(/, .*/, '')}`}${expected.because === 'override' ? ', if that version exists at all' : ''}.`,
    ...(expected.version !== undefined && {
      command: temporal(situation, 'worker deployment describe-version', {
        'deployment-name': expected.version.deploymentName,
        'build-id': expected.version.buildId,
      }),
    }),
  };
  const deploymentName = expected.version?.deploymentName ?? polled?.deploymentName;
  if (expected.because === 'build id' || expected.because === 'default build id')
    return [start, ...compatibleBuild(situation, expected, queue, fresh)];
  if (expected.because === 'ramping') return [start, ...rampNothing(situation, expected, deploymentName)];
  if (expected.because === 'current') {
    const target = targetOf(fresh);
    if (target === undefined || deploymentName === undefined) return [start];
    return [
      {
        text:
          target.version === undefined
            ? 'Let the workers without versioning that poll have the tasks.'
            : 'Make a version that is polled the current one.',
        command: temporal(situation, 'worker deployment set-current-version', {
          'deployment-name': target.version?.deploymentName ?? deploymentName,
          ...(target.version === undefined ? { unversioned: true } : { 'build-id': target.version.buildId }),
          yes: true,
        }),
      },
      { ...start, text: `Or start${start.text.slice('Start'.length)}` },
    ];
  }
  return [
    start,
    {
      text: 'Or let this execution move on to the current version; its code must fit the history.',
      command: temporal(situation, 'workflow update-options', {
        ...thisWorkflow(situation),
        'versioning-override-behavior': 'auto_upgrade',
      }),
    },
    ...(polled === undefined
      ? []
      : [
          {
            text: 'Or send this execution to a version that is polled; its code must fit the history.',
            command: temporal(situation, 'workflow update-options', {
              ...thisWorkflow(situation),
              'versioning-override-behavior': 'pinned',
              'versioning-override-deployment-name': polled.deploymentName,
              'versioning-override-build-id': polled.buildId,
            }),
          },
        ]),
  ];
}

/** Who could have the tasks instead: a version that is polled, or else workers without one. */
function targetOf(fresh: readonly PollerFacts[]): PollerFacts | undefined {
  return fresh.find(({ version }) => version !== undefined) ?? fresh[0];
}

function isUnversioned({ version, buildId }: ExpectedVersion): boolean {
  return version === undefined && buildId === undefined;
}

/** Lets a build id that is polled have the tasks, where one may. */
function compatibleBuild(
  situation: Situation,
  { buildId, because }: ExpectedVersion,
  { name, buildIdSets = [] }: QueueFacts,
  fresh: readonly PollerFacts[],
): Remedy[] {
  const polled = fresh.find(({ legacyBuildId }) => legacyBuildId !== undefined)?.legacyBuildId;
  if (polled === undefined || buildId === undefined) return [];
  const flags = { 'task-queue': name, 'build-id': polled };
  if (buildIdSets.some((set) => set.includes(polled) && set.includes(buildId))) {
    return [
      {
        text: `Or make build id "${polled}", which is polled, the newest of their set again.`,
        command: temporal(situation, 'task-queue update-build-ids promote-id-in-set', flags),
      },
    ];
  }
  if (because !== 'default build id') return [];
  return [
    {
      text: `Or make the set of build id "${polled}", which is polled, the default again.`,
      command: temporal(situation, 'task-queue update-build-ids promote-set', flags),
    },
  ];
}

function rampNothing(situation: Situation, { version }: ExpectedVersion, deploymentName: string | undefined): Remedy[] {
  if (deploymentName === undefined) return [];
  return [
    {
      text: 'Or ramp nothing to them until they poll.',
      command: temporal(situation, 'worker deployment set-ramping-version', {
        'deployment-name': deploymentName,
        ...(version === undefined ? { unversioned: true } : { 'build-id': version.buildId }),
        delete: true,
        yes: true,
      }),
    },
  ];
}
