/** Calls an activity that may take 3 hours and does not heartbeat, which the guards refuse. */
import { proxyActivities } from '@temporalio/workflow';

const { greet } = proxyActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '3 hours' });

export async function longActivity(name: string): Promise<string> {
  return await greet(name);
}
