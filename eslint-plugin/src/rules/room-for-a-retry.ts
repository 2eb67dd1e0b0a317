import { HR2007 } from '@handrail/errors';
import { createOptionsRule } from '../options/options-rule.js';
import { millisecondsOf, objectOf, setOption, showOption } from '../options/read-option.js';
import { isTriedOnce } from '../options/retry.js';

export const roomForARetry = createOptionsRule({
  name: 'room-for-a-retry',
  demands: 'The total time of an activity is longer than one attempt, while retries are on.',
  config: 'strict',
  error: HR2007,
  kinds: ['activity', 'localActivity'],
  settings: {},
  find: ({ options }, _settings, sourceCode) => {
    const at = setOption(options, 'scheduleToCloseTimeout');
    const attempt = setOption(options, 'startToCloseTimeout');
    const [total, one] = [millisecondsOf(at), millisecondsOf(attempt)];
    if (at === undefined || attempt === undefined || total === undefined || one === undefined) return [];
    const retry = setOption(options, 'retry');
    const retries = retry === undefined || (objectOf(retry)?.isWhole === true && !isTriedOnce(retry));
    if (one < total || !retries) return [];
    return [{ at, facts: { total: showOption(at, sourceCode), attempt: showOption(attempt, sourceCode) } }];
  },
});
