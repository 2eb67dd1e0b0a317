// What a deployment made of handover.ts, and took back.
import { proxyActivities, sleep } from '@temporalio/workflow';
import { awaitApproval } from './dawn-watch';

const { work } = proxyActivities<{ work(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

export async function rolledBack(): Promise<void> {
  await work();
  await awaitApproval();
  await sleep('3 hours');
}
