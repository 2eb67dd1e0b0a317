// What was deployed while executions of stuck.ts were open.
import { condition, proxyActivities } from '@temporalio/workflow';

export async function changed(): Promise<void> {
  await proxyActivities<{ work(): Promise<void> }>({ startToCloseTimeout: '1 minute' }).work();
  await condition(() => false);
}
