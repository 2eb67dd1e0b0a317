// A contract that somebody signs later: its activity is completed from outside.
import { proxyActivities } from '@handrail/workflow';

const { sign } = proxyActivities<{ sign(): Promise<string> }>({ startToCloseTimeout: '1 hour' });

export async function contract(): Promise<string> {
  return await sign();
}
