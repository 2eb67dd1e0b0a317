// Throws after it has charged.
import { proxyActivities } from '@temporalio/workflow';

const { charge } = proxyActivities<{ charge(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

export async function charging(): Promise<void> {
  await charge();
  throw new TypeError('a mistake');
}
