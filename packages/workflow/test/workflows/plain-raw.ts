import { proxyActivities } from '@temporalio/workflow';

/** The same as `plain.ts`, with the SDK alone. */
export async function plain(): Promise<string> {
  return await proxyActivities<{ charge(): Promise<string> }>({ startToCloseTimeout: '1 minute' }).charge();
}
