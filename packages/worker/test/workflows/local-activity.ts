/** Calls a local activity. */
import { proxyLocalActivities } from '@temporalio/workflow';

const { greet } = proxyLocalActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '10 seconds' });

export async function localActivity(name: string): Promise<string> {
  return await greet(name);
}
