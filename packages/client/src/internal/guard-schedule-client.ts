import { snapshotOptions } from '@handrail/common/guards';
import type { ValueSlot } from '@handrail/common/host';
import type { ScheduleClient, ScheduleDescription, ScheduleHandle } from '@temporalio/client';
import { translateError } from '../translate-error';
import { admitSchedule, admitScheduleUpdate, type GuardedSchedule, isUnreadable } from './admit-schedule';
import type { Door } from './door';
import { scheduleCall, scheduleSlots, sending } from './sending';
import { wrapMethod } from './own-method';

const CALLS = ['describe', 'delete', 'trigger', 'backfill', 'pause', 'unpause'] as const;

/** Gives a schedule client guarded updates, for which the SDK has no interceptor, and explained errors. */
export function guardScheduleClient(client: ScheduleClient, door: Door): void {
  wrapMethod(client, 'create', async (inherited, options) => {
    const schedule = options as GuardedSchedule;
    if (isUnreadable(schedule)) admitSchedule(door, String(snapshotOptions(schedule).options['scheduleId']), schedule);
    return await inherited(options);
  });
  // A handle that `create` returns is made by `getHandle`, too.
  wrapMethod(client, 'getHandle', (inherited, scheduleId) =>
    guardHandle(inherited(scheduleId) as ScheduleHandle, door),
  );
}

function guardHandle(handle: ScheduleHandle, door: Door): ScheduleHandle {
  const { scheduleId } = handle;
  const translated = async (call: () => unknown): Promise<unknown> => {
    try {
      return await call();
    } catch (error) {
      throw translateError(error, door, { scheduleId });
    }
  };
  for (const name of CALLS) {
    wrapMethod(handle, name, (inherited, ...args) => translated(() => inherited(...args)));
  }
  wrapMethod(handle, 'update', (inherited, updateFunction) => {
    const update = updateFunction as (before: ScheduleDescription) => GuardedSchedule;
    // What it sends is known only once the function has run.
    const slots: ValueSlot[] = [];
    return translated(() =>
      sending(door, { ...scheduleCall(scheduleId), slots, context: door.context({ scheduleId }) }, () =>
        inherited((before: ScheduleDescription) => {
          const updated = admitScheduleUpdate(door, scheduleId, before, update(before));
          slots.push(...scheduleSlots(updated));
          return updated;
        }),
      ),
    );
  });
  return handle;
}
