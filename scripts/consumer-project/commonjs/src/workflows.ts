import { proxyActivities } from '@handrail/workflow';
import type * as activities from './activities';

// No timeouts: with the SDK's own function this would throw when the module is loaded.
const { greet } = proxyActivities<typeof activities>();

export async function greeting(name: string): Promise<string> {
  return greet(name);
}

/** Breaks a guard that the compiler does not see, and tries to catch the refusal. */
export async function breaking(): Promise<string> {
  try {
    return await proxyActivities<typeof activities>({ startToCloseTimeout: 3 * 3_600_000 }).greet('you');
  } catch {
    return 'swallowed';
  }
}
