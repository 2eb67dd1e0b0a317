import { snapshotOptions } from '@handrail/common/guards';
import { judgeProblems, readField, type ValueSlot } from '@handrail/common/host';
import type { ScheduleClient, ScheduleDescription, ScheduleHandle } from '@temporalio/client';
import type { Headers } from '@temporalio/common';
import { withHeader } from './admit-start';
import { admitSchedule, admitScheduleUpdate, type GuardedSchedule, isUnreadable } from './admit-schedule';
import { backfillProblems } from './backfill-faults';
import type { Door } from './door';
import { explainList, explainMethods, explaining } from './explaining';
import type { Call } from './failure';
import { listCall } from './guard-workflow-client';
import { checkListOptions, checkNote, checkTrigger, checkWorkflow } from './given-arguments';
import { scheduleCall, scheduleSlots, sending } from './sending';
import { scheduledSla } from './started-sla';
import { wrapMethod } from './own-method';
import { watchReads } from './watch-reads';

/** Gives a schedule client guarded updates, for which the SDK has no interceptor, and explained errors. */
export function guardScheduleClient(client: ScheduleClient, door: Door): void {
  watchReads(client);
  door.connection ??= client.connection;
  wrapMethod(client, 'create', (inherited, options) => {
    const schedule = options as GuardedSchedule | undefined;
    const { scheduleId, ...given } = snapshotOptions(schedule).options;
    const call = {
      operation: 'schedule.create',
      ...(typeof scheduleId === 'string' && { scheduleId }),
      options: schedule && given,
      required: ['spec', 'action'],
    };
    return explaining(door, call, async () => {
      checkAction(call.operation, schedule, door);
      // The SDK fails on these before its interceptors run.
      const isNoText = scheduleId != null && typeof scheduleId !== 'string';
      if (schedule !== undefined && (isNoText || isUnreadable(schedule))) admitSchedule(door, scheduleId, schedule);
      return await inherited(options);
    });
  });
  // A handle that `create` returns is made by `getHandle`, too.
  wrapMethod(client, 'getHandle', (inherited, scheduleId) =>
    guardHandle(inherited(scheduleId) as ScheduleHandle, door),
  );
  wrapMethod(client, 'list', (inherited, options) => {
    checkListOptions('schedule.list', options, door);
    const call = listCall('schedule.list', (options as { query?: unknown } | undefined)?.query);
    return explainList(inherited(options), door, call);
  });
}

/** The SDK takes the name of whatever the action's workflow is before any interceptor sees it. */
function checkAction(operation: string, schedule: GuardedSchedule | undefined, door: Door): void {
  checkWorkflow(operation, readField(readField(schedule, 'action'), 'workflowType'), door, 'action.workflowType');
}

function updateMisfit(updateFunction: unknown, updated: unknown): Call['misfit'] {
  const remedy = 'return the whole definition, changed: update((previous) => ({ ...previous, spec: { … } }))';
  if (typeof updateFunction !== 'function') return { what: 'what it was given, which is no function', remedy };
  if (updated instanceof Promise) {
    const read =
      'read before what it needs, and let it be no async function: update((previous) => ({ ...previous, … }))';
    return { what: 'what the update function returned, which is a promise', remedy: read };
  }
  if (updated === undefined) {
    return { what: 'what the update function returned, which is nothing', remedy };
  }
  return typeof updated === 'object' && updated !== null
    ? undefined
    : { what: 'what the update function returned, which is no definition', remedy };
}

/** An update keeps the headers of the description that it begins with: there is no other way to give it some. */
function withHeaders(description: ScheduleDescription): ScheduleDescription {
  const { startWorkflow } = description.raw.schedule?.action ?? {};
  if (startWorkflow) startWorkflow.header = { fields: {}, ...startWorkflow.header };
  return description;
}

function headersOf({ raw }: ScheduleDescription): Headers {
  return raw.schedule?.action?.startWorkflow?.header?.fields ?? {};
}

function guardHandle(handle: ScheduleHandle, door: Door): ScheduleHandle {
  const { scheduleId } = handle;
  wrapMethod(handle, 'describe', (inherited) =>
    explaining(door, { operation: 'schedule.describe', reads: true, scheduleId }, async () =>
      withHeaders((await inherited()) as ScheduleDescription),
    ),
  );
  explainMethods(handle, ['delete'], door, () => ({ operation: 'schedule.delete', scheduleId }));
  wrapMethod(handle, 'trigger', (inherited, overlap) =>
    explaining(door, { operation: 'schedule.trigger', scheduleId, options: { overlap } }, async () => {
      checkTrigger(overlap, door);
      return await inherited(overlap);
    }),
  );
  for (const name of ['pause', 'unpause'] as const) {
    const operation = `schedule.${name}`;
    wrapMethod(handle, name, (inherited, note) =>
      explaining(door, { operation, scheduleId }, async () => {
        checkNote(operation, 'note', note, door);
        return await inherited(note);
      }),
    );
  }
  wrapMethod(handle, 'backfill', async (inherited, given) => {
    const at = (index: number) => (Array.isArray(given) ? `[${index}]` : '');
    const subject = (index: number) => `The backfill${at(index)} of schedule "${scheduleId}"`;
    const problems = [given].flat().flatMap((each, index) => backfillProblems(subject(index), each));
    const { links } = door.context({ scheduleId });
    judgeProblems(problems, { mode: door.policy.mode, ...(links !== undefined && { links }) });
    return await explaining(door, { operation: 'schedule.backfill', scheduleId }, async () => await inherited(given));
  });
  wrapMethod(handle, 'update', async (inherited, updateFunction) => {
    let ofTheUser: unknown;
    let updated: GuardedSchedule | undefined;
    const update = (before: ScheduleDescription): unknown => {
      try {
        updated = (updateFunction as (before: ScheduleDescription) => GuardedSchedule | undefined)(before);
      } catch (error) {
        ofTheUser = error;
        throw error;
      }
      // What is no definition is the SDK's to refuse.
      if (updated?.action === undefined) return updated;
      checkAction('schedule.update', updated, door);
      const admitted = admitScheduleUpdate(door, scheduleId, before, updated);
      const sla = scheduledSla(door, updated.action);
      if (sla) Object.assign(headersOf(before), withHeader(door, {}, sla));
      slots.push(...scheduleSlots(admitted));
      return admitted;
    };
    // What it sends is known only once the function has run.
    const slots: ValueSlot[] = [];
    const values = { ...scheduleCall(scheduleId), slots, context: door.context({ scheduleId }) };
    try {
      return await sending(door, values, () => inherited(update));
    } catch (error) {
      if (error === ofTheUser && typeof updateFunction === 'function') throw error;
      const misfit = updateMisfit(updateFunction, updated);
      const call = { operation: 'schedule.update', scheduleId, options: updated, required: ['spec', 'action'], misfit };
      return await explaining(door, call, () => Promise.reject(error as Error));
    }
  });
  return handle;
}
