// Calls the activity that an example shows.
import { proxyActivities } from '@handrail/workflow';

const activities = proxyActivities<Record<string, (...args: unknown[]) => Promise<unknown>>>();

export async function calling(name: string, ...args: unknown[]): Promise<unknown> {
  return await activities[name]!(...args);
}
