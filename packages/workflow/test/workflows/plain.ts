import { proxyActivities } from '@handrail/workflow';

/** One activity, and nothing of Handrail's beyond what every workflow gets. */
export async function plain(): Promise<string> {
  return await proxyActivities<{ charge(): Promise<string> }>({ startToCloseTimeout: '1 minute' }).charge();
}
