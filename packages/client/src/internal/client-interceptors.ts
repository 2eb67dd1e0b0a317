import { APPLIED } from '@handrail/common/guards';
import type {
  ClientInterceptors,
  WorkflowClientCallsInterceptorFactory,
  WorkflowClientInterceptor,
  WorkflowClientInterceptors,
} from '@temporalio/client';
import { activityInterceptor } from './activity-interceptor';
import { checkedInterceptors } from './checked-interceptors';
import type { Door } from './door';
import {
  sendingActivities,
  sendingNexusOperations,
  sendingSchedules,
  sendingToWorkflows,
} from './sending-interceptors';
import { nexusInterceptor } from './nexus-interceptor';
import { scheduleInterceptor } from './schedule-interceptor';
import { workflowInterceptor } from './workflow-interceptor';

type WorkflowInterceptors = WorkflowClientInterceptor[] | WorkflowClientInterceptors;

/** The interceptors with ours added, each once, in new lists. */
export function withInterceptors(door: Door, interceptors: ClientInterceptors = {}): ClientInterceptors {
  const checked = <I extends object>(kind: 'schedule' | 'activity' | 'nexus', list: readonly I[] = []) =>
    checkedInterceptors(kind, list, door);
  return {
    ...interceptors,
    workflow: withWorkflowInterceptor(door, interceptors.workflow),
    schedule: withOurs(checked('schedule', interceptors.schedule), () => [
      scheduleInterceptor(door),
      sendingSchedules(door),
    ]),
    activity: withOurs(checked('activity', interceptors.activity), () => [
      activityInterceptor(door),
      sendingActivities(door),
    ]),
    nexus: withOurs(checked('nexus', interceptors.nexus), () => [nexusInterceptor(door), sendingNexusOperations(door)]),
  };
}

/** As {@link withInterceptors}, for the interceptors of a workflow client; they may have the SDK's deprecated form. */
export function withWorkflowInterceptor(door: Door, interceptors: WorkflowInterceptors = []): WorkflowInterceptors {
  if (Array.isArray(interceptors)) {
    const checked = checkedInterceptors('workflow', interceptors, door);
    return withOurs(checked, () => [workflowInterceptor(door), sendingToWorkflows(door)]);
  }
  return {
    ...interceptors,
    calls: withOurs(callsOf(interceptors), () => [interceptorFactory(door), () => sendingToWorkflows(door)]),
  };
}

/** As {@link withInterceptors}, for one list. Ours stand last, so that they see what the others have made of a call. */
export function withOurs<I extends object>(given: readonly I[] | undefined, ours: () => readonly I[]): I[] {
  // What is no list has been told; the SDK calls nothing of it.
  const interceptors = Array.isArray(given) ? (given as readonly I[]) : [];
  return interceptors.some(isOurs) ? [...interceptors] : [...interceptors, ...ours()];
}

/** The door that a client's calls pass; undefined for a client without Handrail. */
export function doorOf(interceptors: unknown): Door | undefined {
  const list = Array.isArray(interceptors) ? (interceptors as object[]) : callsOf(interceptors ?? {});
  const found = list.find(isOurs);
  return found && (found as { [APPLIED]?: Door })[APPLIED];
}

function isOurs(interceptor: object): boolean {
  return APPLIED in interceptor;
}

function callsOf(interceptors: WorkflowClientInterceptors): readonly WorkflowClientCallsInterceptorFactory[] {
  return interceptors.calls ?? [];
}

function interceptorFactory(door: Door): WorkflowClientCallsInterceptorFactory {
  const interceptor = workflowInterceptor(door);
  return Object.assign(() => interceptor, { [APPLIED]: door });
}
