// What deployed-wrong.ts should have been.
import { proxyActivities } from '@temporalio/workflow';

const { charge } = proxyActivities<{ charge(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

export async function charging(): Promise<void> {
  await charge();
}
