import { argumentSlots, entrySlots, type PayloadCall, payloadCall, type ValueSlot } from '@handrail/common/host';
import type { Door } from './door';

/**
 * Makes a call that sends values: they are looked at before, what comes of their conversion is explained, and while it
 * lasts whoever sees their payloads can tell whose they are.
 */
export async function sending<T>(door: Door, call: PayloadCall, next: () => T): Promise<Awaited<T>> {
  door.payloads.inspect(call);
  try {
    return await payloadCall.run(call, next);
  } catch (error) {
    throw door.payloads.explain(error, call);
  }
}

/** How messages name a schedule that is sent. */
export function scheduleCall(scheduleId: string): Pick<PayloadCall, 'subject' | 'where'> {
  return { subject: `Schedule "${scheduleId}"`, where: `schedule ${scheduleId}` };
}

/** The values that a schedule sends. */
export function scheduleSlots(schedule: { readonly action?: unknown; readonly memo?: unknown }): ValueSlot[] {
  const { args, memo } = (schedule.action ?? {}) as { readonly args?: unknown; readonly memo?: unknown };
  return [
    ...argumentSlots(args).map(({ path, value }) => ({ path: ['action', ...path], value })),
    ...entrySlots('memo', memo).map(({ path, value }) => ({ path: ['action', ...path], value })),
    ...entrySlots('memo', schedule.memo),
  ];
}
