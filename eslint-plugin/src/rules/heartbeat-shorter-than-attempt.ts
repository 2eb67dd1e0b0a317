import { HR2006 } from '@handrail/errors';
import { createOptionsRule } from '../options/options-rule.js';
import { attemptOption, millisecondsOf, setOption, showOption } from '../options/read-option.js';

export const heartbeatShorterThanAttempt = createOptionsRule({
  name: 'heartbeat-shorter-than-attempt',
  demands: 'A heartbeat timeout is shorter than the attempt that it watches.',
  config: 'recommended',
  error: HR2006,
  kinds: ['activity'],
  settings: {},
  find: ({ options }, _settings, sourceCode) => {
    const at = setOption(options, 'heartbeatTimeout');
    const limited = attemptOption(options);
    if (at === undefined || limited === undefined) return [];
    const [field, limit] = limited;
    const [heartbeat, attempt] = [millisecondsOf(at), millisecondsOf(limit)];
    if (heartbeat === undefined || attempt === undefined || heartbeat < attempt) return [];
    return [{ at, facts: { heartbeat: showOption(at, sourceCode), field, limit: showOption(limit, sourceCode) } }];
  },
});
