/** Calls one activity; for tests that are not about what the workflow does. */
import { proxyActivities } from '@temporalio/workflow';

const { greet: activity } = proxyActivities<{ greet(name: string): Promise<string> }>({
  startToCloseTimeout: '10 seconds',
});

export async function greet(name: string): Promise<string> {
  return await activity(name);
}
