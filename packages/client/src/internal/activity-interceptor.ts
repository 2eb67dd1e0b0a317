import { APPLIED, guardTable, snapshotOptions } from '@handrail/common/guards';
import { createGuardHost } from '@handrail/common/host';
import type { ActivityClientInterceptor, ActivityOptions } from '@temporalio/client';
import type { Door } from './door';
import { explaining } from './explaining';

/** Guards standalone activities: starting one, and changing the options of one. */
export function activityInterceptor(door: Door): ActivityClientInterceptor & { readonly [APPLIED]: Door } {
  const updates = createGuardHost({ policy: door.policy, table: UPDATE_GUARDS });
  const kind = 'standaloneActivity';
  return {
    [APPLIED]: door,
    async start(input, next) {
      const { activityType } = input;
      const { options: given, unreadable } = snapshotOptions(input.options);
      const defaults = defaultsFor(door, given);
      const options = { ...given, ...defaults };
      door.check({ kind, name: activityType, where: activityType, options, unreadable }, {});
      return await explaining(door, { operation: 'activity.start', options: given }, () =>
        // Not the snapshot: the SDK keeps options of its own under symbols.
        next({ ...input, options: { ...input.options, ...defaults } }),
      );
    },
    async updateOptions(input, next) {
      const { activityId } = input;
      const call = { kind, name: activityId, where: activityId, ...snapshotOptions(input.options) } as const;
      updates.check(call, door.context({}));
      return await explaining(door, { operation: 'activity.updateOptions', activity: input }, () => next(input));
    },
  };
}

function defaultsFor({ policy }: Door, options: Readonly<Record<string, unknown>>): Partial<ActivityOptions> {
  const { startToCloseTimeout, retry } = policy.activity;
  return {
    ...(options['startToCloseTimeout'] == null && options['scheduleToCloseTimeout'] == null && { startToCloseTimeout }),
    ...(options['retry'] == null && retry !== undefined && { retry }),
  };
}

// An update names only what changes: whether the activity has a heartbeat timeout already is not known.
const UPDATE_GUARDS = guardTable.filter(({ name }) => name !== 'HR2004' && name !== 'HR2005');
