import { proxyActivities } from '@handrail/workflow';
import type * as activities from './activities';

// No timeouts: with the SDK's own function this would throw when the module is loaded.
const { greet } = proxyActivities<typeof activities>();

export async function greeting(name: string): Promise<string> {
  return greet(name);
}
