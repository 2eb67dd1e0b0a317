import { APPLIED } from '@handrail/common/guards';
import type { ScheduleClientInterceptor } from '@temporalio/client';
import { admitSchedule } from './admit-schedule';
import { withHeader } from './admit-start';
import type { Door } from './door';
import { explaining } from './explaining';

/** Guards the creation of schedules. There is no interceptor for a change of one. */
export function scheduleInterceptor(door: Door): ScheduleClientInterceptor & { readonly [APPLIED]: Door } {
  return {
    [APPLIED]: door,
    async create(input, next) {
      const { scheduleId } = input.options;
      const options = admitSchedule(door, scheduleId, input.options);
      return await explaining(door, { operation: 'schedule.create', scheduleId, options }, () =>
        next({ ...input, options, headers: withHeader(door, input.headers) }),
      );
    },
  };
}
