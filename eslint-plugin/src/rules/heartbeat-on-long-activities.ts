import type { TSESLint } from '@typescript-eslint/utils';
import { HR2004 } from '@handrail/errors';
import { inWords, readDuration } from '../options/duration.js';
import { createOptionsRule } from '../options/options-rule.js';
import { attemptOption, lacksOption, millisecondsOf } from '../options/read-option.js';

export const heartbeatOnLongActivities = createOptionsRule({
  name: 'heartbeat-on-long-activities',
  demands: 'An activity that may run for hours has a heartbeat timeout.',
  config: 'recommended',
  error: HR2004,
  kinds: ['activity', 'localActivity'],
  settings: { from: '2 hours' },
  schema: [{ type: 'object', properties: { from: { type: 'string' } }, additionalProperties: false }],
  find: ({ kind, options }, { from }) => {
    const limited = attemptOption(options);
    if (limited === undefined) return [];
    const [field, at] = limited;
    const milliseconds = millisecondsOf(at);
    if (milliseconds === undefined) return [];
    // A local activity has no heartbeats, whatever stands in its options.
    const local = kind === 'localActivity';
    if (milliseconds < (readDuration(from) ?? 0) || !(local || lacksOption(options, 'heartbeatTimeout'))) return [];
    const facts = { duration: inWords(milliseconds), field, ...(local && { local }) };
    const suggestion = {
      says: "Add heartbeatTimeout: '30 seconds'; the activity has to call heartbeat().",
      fix: (fixer: TSESLint.RuleFixer) => fixer.insertTextAfter(at.property, ", heartbeatTimeout: '30 seconds'"),
    };
    return [local ? { at, facts } : { at, facts, suggestion }];
  },
});
