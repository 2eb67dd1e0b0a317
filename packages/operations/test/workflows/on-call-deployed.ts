// What was deployed while executions of on-call.ts were open.
import { condition, proxyActivities, sleep } from '@temporalio/workflow';

export async function deployed(): Promise<void> {
  await sleep('1 minute');
  await proxyActivities<{ work(): Promise<void> }>({ startToCloseTimeout: '1 minute' }).work();
  await condition(() => false);
}
