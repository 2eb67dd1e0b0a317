import { HR2005 } from '@handrail/errors';
import { inWords, readDuration } from '../options/duration.js';
import { createOptionsRule } from '../options/options-rule.js';
import { attemptOption, millisecondsOf, setOption } from '../options/read-option.js';

export const noLongAttempts = createOptionsRule({
  name: 'no-long-attempts',
  demands: 'A single attempt of an activity does not run for hours, even with heartbeats.',
  config: 'strict',
  error: HR2005,
  kinds: ['activity'],
  settings: { from: '2 hours' },
  schema: [{ type: 'object', properties: { from: { type: 'string' } }, additionalProperties: false }],
  find: ({ options }, { from }) => {
    const [, at] = attemptOption(options) ?? [];
    const milliseconds = millisecondsOf(at);
    return at === undefined || milliseconds === undefined || milliseconds < (readDuration(from) ?? 0)
      ? []
      : setOption(options, 'heartbeatTimeout') === undefined
        ? []
        : [{ at, facts: { duration: inWords(milliseconds) } }];
  },
});
