import type {
  ActivityFacts,
  ChildFacts,
  DeploymentVersion,
  ExecutionFacts,
  NexusOperationFacts,
  PauseFacts,
  VersioningFacts,
  WorkflowTaskFacts,
} from '../facts';
import { activityStateOf, behaviorOf, isAbandon, nexusStateOf, statusOf, taskStateOf } from './enums';
import { readFailure } from './failure';
import { shownPayloads } from './payload';
import { toInstant, toMilliseconds, toNumber, toText } from './wire';
import type { Description, WireActivity, WireNexusOperation, WireVersioning } from './wire-types';

/** What DescribeWorkflowExecution says, as plain data. */
export function readDescription(description: Description): ExecutionFacts {
  const { workflowExecutionInfo: info, workflowExtendedInfo: extended, executionConfig } = description;
  const status = statusOf(info?.status);
  // A closed run is still listed with what was pending.
  const isOpen = status === 'RUNNING' || status === 'PAUSED';
  const ofRun = toInstant(extended?.runExpirationTime);
  const ofAllRuns = toInstant(extended?.executionExpirationTime);
  const pause = extended?.pauseInfo;
  return {
    workflowId: info?.execution?.workflowId ?? '',
    runId: info?.execution?.runId ?? '',
    firstRunId: toText(info?.firstRunId),
    workflowType: info?.type?.name ?? '',
    taskQueue: toText(executionConfig?.taskQueue?.name) ?? info?.taskQueue ?? '',
    status,
    startTime: toInstant(info?.startTime) ?? 0,
    executionTime: toInstant(info?.executionTime),
    closeTime: toInstant(info?.closeTime),
    ...expiry(ofRun, ofAllRuns),
    historyLength: toNumber(info?.historyLength),
    historySizeBytes: toNumber(info?.historySizeBytes),
    isCancelRequested: extended?.cancelRequested ?? false,
    pause:
      pause == null
        ? undefined
        : { identity: pause.identity ?? '', reason: pause.reason ?? '', since: toInstant(pause.pausedTime) },
    taskTimeoutMilliseconds: toMilliseconds(executionConfig?.defaultWorkflowTaskTimeout),
    workflowTask: isOpen ? readWorkflowTask(description) : undefined,
    activities: isOpen
      ? (description.pendingActivities ?? []).map((each) => readActivity(each, info?.taskQueue ?? ''))
      : [],
    children: isOpen ? readChildren(description) : [],
    childrenAtClose: isOpen ? undefined : (description.pendingChildren?.length ?? 0),
    nexusOperations: isOpen ? (description.pendingNexusOperations ?? []).map(readNexusOperation) : [],
    versioning: { ...readVersioning(info?.versioningInfo), begunBy: readStamp(info?.mostRecentWorkerVersionStamp) },
  };
}

function readWorkflowTask({ pendingWorkflowTask: task }: Description): WorkflowTaskFacts | undefined {
  if (task == null) return undefined;
  return {
    state: taskStateOf(task.state),
    attempt: task.attempt ?? 1,
    scheduledTime: toInstant(task.scheduledTime),
    originalScheduledTime: toInstant(task.originalScheduledTime),
    startedTime: toInstant(task.startedTime),
  };
}

// Whoever changes the options of an activity that has failed makes the server forget with what.
const FORGOTTEN = { message: 'what the server no longer tells, as after a change of the options of an activity' };

function readActivity(activity: WireActivity, workflowQueue: string): ActivityFacts {
  const { activityOptions: options } = activity;
  const state = activityStateOf(activity.state);
  const attempt = activity.attempt ?? 1;
  return {
    activityId: activity.activityId ?? '',
    activityType: activity.activityType?.name ?? '',
    taskQueue: toText(options?.taskQueue?.name) ?? workflowQueue,
    state,
    attempt,
    maximumAttempts: activity.maximumAttempts ?? 0,
    scheduledTime: toInstant(activity.scheduledTime),
    lastStartedTime: toInstant(activity.lastStartedTime),
    lastHeartbeatTime: toInstant(activity.lastHeartbeatTime),
    lastAttemptCompleteTime: toInstant(activity.lastAttemptCompleteTime),
    nextAttemptTime: toInstant(activity.nextAttemptScheduleTime),
    retryIntervalMilliseconds: toMilliseconds(activity.currentRetryInterval),
    startToCloseMilliseconds: toMilliseconds(options?.startToCloseTimeout),
    scheduleToCloseMilliseconds: toMilliseconds(options?.scheduleToCloseTimeout),
    scheduleToStartMilliseconds: toMilliseconds(options?.scheduleToStartTimeout),
    heartbeatMilliseconds: toMilliseconds(options?.heartbeatTimeout),
    lastFailure: readFailure(activity.lastFailure) ?? (attempt > 1 ? FORGOTTEN : undefined),
    lastWorkerIdentity: toText(activity.lastWorkerIdentity),
    hasHeartbeatDetails: (activity.heartbeatDetails?.payloads?.length ?? 0) > 0,
    heartbeatDetails: shownPayloads(activity.heartbeatDetails?.payloads),
    isPaused: (activity.paused ?? false) || state === 'PAUSED' || state === 'PAUSE_REQUESTED',
    pause: readPause(activity),
    deploymentVersion: readVersion(activity.lastDeploymentVersion),
  };
}

function readPause({ pauseInfo: pause }: WireActivity): PauseFacts | undefined {
  if (pause == null) return undefined;
  return {
    since: toInstant(pause.pauseTime),
    identity: toText(pause.manual?.identity ?? pause.rule?.identity),
    reason: toText(pause.manual?.reason ?? pause.rule?.reason),
    rule: toText(pause.rule?.ruleId),
  };
}

function readChildren({ pendingChildren }: Description): ChildFacts[] {
  return (pendingChildren ?? []).map(({ workflowId, runId, workflowTypeName, initiatedId, parentClosePolicy }) => ({
    workflowId: workflowId ?? '',
    runId: runId ?? '',
    workflowType: workflowTypeName ?? '',
    initiatedEventId: toNumber(initiatedId) || undefined,
    isAbandoned: isAbandon(parentClosePolicy),
  }));
}

function readNexusOperation(operation: WireNexusOperation): NexusOperationFacts {
  return {
    endpoint: operation.endpoint ?? '',
    service: operation.service ?? '',
    operation: operation.operation ?? '',
    state: nexusStateOf(operation.state),
    attempt: operation.attempt ?? 1,
    scheduledTime: toInstant(operation.scheduledTime),
    scheduledEventId: toNumber(operation.scheduledEventId) || undefined,
    nextAttemptTime: toInstant(operation.nextAttemptScheduleTime),
    lastFailure: readFailure(operation.lastAttemptFailure),
    scheduleToCloseMilliseconds: toMilliseconds(operation.scheduleToCloseTimeout),
    blockedReason: toText(operation.blockedReason),
    handler: readHandler(operation.operationToken),
  };
}

const WORKFLOW_RUN = 1;

/** The workflow in the token of an operation, as the SDKs write it for those that a workflow works on. */
function readHandler(token: string | null | undefined): NexusOperationFacts['handler'] {
  if (!token) return undefined;
  try {
    const { t, ns, wid } = JSON.parse(Buffer.from(token, 'base64url').toString()) as Record<string, unknown>;
    return t === WORKFLOW_RUN && typeof ns === 'string' && typeof wid === 'string'
      ? { namespace: ns, workflowId: wid }
      : undefined;
  } catch {
    // Of another kind of handler, whose tokens are its own.
    return undefined;
  }
}

function readVersioning(info: WireVersioning | null | undefined): VersioningFacts {
  if (info == null) return {};
  const { versioningOverride: override } = info;
  const pinned = readVersion(override?.pinned?.version) ?? readVersionText(override?.pinnedVersion);
  return {
    behavior: behaviorOf(info.behavior),
    version: readVersion(info.deploymentVersion) ?? readVersionText(info.version),
    override:
      pinned !== undefined
        ? { kind: 'pinned', version: pinned }
        : override?.autoUpgrade || behaviorOf(override?.behavior) === 'AUTO_UPGRADE'
          ? { kind: 'auto-upgrade' }
          : undefined,
  };
}

// Workers without versioning leave a stamp, too.
function readStamp(stamp: WireStamp | null | undefined): VersioningFacts['begunBy'] {
  const buildId = toText(stamp?.buildId);
  return buildId === undefined ? undefined : { buildId, isVersioned: stamp?.useVersioning === true };
}

interface WireStamp {
  readonly buildId?: string | null;
  readonly useVersioning?: boolean | null;
}

interface WireVersion {
  readonly deploymentName?: string | null;
  readonly buildId?: string | null;
}

/** Undefined for the empty version, which stands for workers without versioning. */
export function readVersion(version: WireVersion | null | undefined): DeploymentVersion | undefined {
  const { deploymentName, buildId } = version ?? {};
  return deploymentName && buildId ? { deploymentName, buildId } : undefined;
}

/** `name.build` or `name:build`, as older servers write a version. */
function readVersionText(text: string | null | undefined): DeploymentVersion | undefined {
  const [, deploymentName, buildId] = /^(.+?)[.:](.+)$/.exec(text ?? '') ?? [];
  return deploymentName === undefined || buildId === undefined || text === '__unversioned__'
    ? undefined
    : { deploymentName, buildId };
}

/** The server lets no run take longer than all of them may. */
function expiry(
  ofRun: number | undefined,
  ofAllRuns: number | undefined,
): Pick<ExecutionFacts, 'expiresAt' | 'expiresBy'> {
  if (ofAllRuns !== undefined && ofAllRuns <= (ofRun ?? Infinity)) {
    return { expiresAt: ofAllRuns, expiresBy: 'execution timeout' };
  }
  return ofRun === undefined ? {} : { expiresAt: ofRun, expiresBy: 'run timeout' };
}
