import { HR2001 } from '@handrail/errors';
import { createOptionsRule } from '../options/options-rule.js';
import { setOption, showOption } from '../options/read-option.js';

export const noScheduleToStartTimeout = createOptionsRule({
  name: 'no-schedule-to-start-timeout',
  demands: 'Activities have no schedule-to-start timeout, unless a waiver says why.',
  config: 'recommended',
  error: HR2001,
  kinds: ['activity', 'localActivity'],
  settings: {},
  find: ({ options }, _settings, sourceCode) => {
    const at = setOption(options, 'scheduleToStartTimeout');
    return at === undefined ? [] : [{ at, facts: { value: showOption(at, sourceCode) } }];
  },
});
