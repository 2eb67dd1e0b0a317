import { activityInfo } from '@handrail/activity';
import { setTimeout as wait } from 'node:timers/promises';

/** The activities of the scenarios. */
export const activities = {
  /** @returns {Promise<string>} */
  async flaky() {
    if (activityInfo().attempt === 1) throw new Error('not yet');
    return 'done';
  },
  /** @returns {Promise<void>} */
  async fail() {
    throw new Error('the provider is down');
  },
  /** @returns {Promise<void>} */
  async half() {
    if (activityInfo().attempt === 1) throw new Error('not yet');
  },
  /**
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  async hold(milliseconds) {
    await wait(milliseconds);
  },
};
