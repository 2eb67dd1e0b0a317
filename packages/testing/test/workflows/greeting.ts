// The smallest workflow with an activity: for tests that are about the environment it runs in.
import { proxyActivities } from '@handrail/workflow';

const { greet } = proxyActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '10 seconds' });

export async function greeting(name: string): Promise<string> {
  return await greet(name);
}
