import { APPLIED } from '@handrail/common/guards';
import type { NexusClientInterceptor } from '@temporalio/client';
import type { Door } from './door';
import { explaining } from './explaining';

const DURATIONS = ['scheduleToCloseTimeout', 'scheduleToStartTimeout', 'startToCloseTimeout'] as const;

/** Checks the durations of standalone Nexus operations. */
export function nexusInterceptor(door: Door): NexusClientInterceptor & { readonly [APPLIED]: Door } {
  return {
    [APPLIED]: door,
    async startOperation(input, next) {
      const { operation } = input;
      const options: Record<string, unknown> = Object.fromEntries(DURATIONS.map((name) => [name, input[name]]));
      door.check({ kind: 'nexusOperation', name: operation, where: operation, options }, {});
      return await explaining(door, { operation: 'nexus.startOperation' }, () => next(input));
    },
  };
}
