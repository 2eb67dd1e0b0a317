import { setTimeout as wait } from 'node:timers/promises';
import { activityInfo } from '@handrail/activity';

/** The activities of the scenarios. */
export const activities = {
  async flaky(): Promise<string> {
    if (activityInfo().attempt === 1) throw new Error('not yet');
    return 'done';
  },
  async fail(): Promise<void> {
    throw new Error('the provider is down');
  },
  async half(): Promise<void> {
    if (activityInfo().attempt === 1) throw new Error('not yet');
  },
  async hold(milliseconds: number): Promise<void> {
    await wait(milliseconds);
  },
};
