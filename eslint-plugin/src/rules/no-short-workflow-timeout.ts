import { HR2003 } from '@handrail/errors';
import { inWords, readDuration } from '../options/duration.js';
import { createOptionsRule } from '../options/options-rule.js';
import { millisecondsOf, setOption, showOption } from '../options/read-option.js';

export const noShortWorkflowTimeout = createOptionsRule({
  name: 'no-short-workflow-timeout',
  demands: 'A timeout that ends a workflow leaves room for an outage, unless a waiver says why.',
  config: 'recommended',
  error: HR2003,
  kinds: ['workflow', 'childWorkflow', 'continueAsNew'],
  settings: { shortest: '1 day' },
  schema: [{ type: 'object', properties: { shortest: { type: 'string' } }, additionalProperties: false }],
  // In a test a short timeout is what ends it when it hangs.
  looksAtTests: false,
  find: ({ options }, { shortest }, sourceCode) => {
    const least = readDuration(shortest) ?? 0;
    return ['workflowExecutionTimeout', 'workflowRunTimeout'].flatMap((field) => {
      const at = setOption(options, field);
      const milliseconds = millisecondsOf(at);
      return at === undefined || milliseconds === undefined || milliseconds >= least
        ? []
        : [{ at, facts: { field, value: showOption(at, sourceCode), shortest: inWords(least) } }];
    });
  },
});
