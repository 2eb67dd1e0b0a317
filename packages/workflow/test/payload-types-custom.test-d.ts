/** A project with a data converter of its own, which says so once. */
import { proxyActivities, proxyLocalActivities } from '@handrail/workflow';

declare module '@handrail/workflow' {
  interface Register {
    payloads: 'custom';
  }
}

interface Activities {
  schedule(at: Date, prices: Map<string, bigint>): Promise<Set<Date>>;
}

export async function anythingMayBeSent() {
  const { schedule } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });
  const dates: Set<Date> = await schedule(new Date(), new Map());
  await proxyLocalActivities<Activities>().schedule.executeWithOptions({}, [new Date(), new Map()]);
  // @ts-expect-error Property 'schedule' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours' }).schedule(new Date(), new Map());
  // @ts-expect-error Expected 2 arguments, but got 0.
  void schedule();
  return dates;
}
