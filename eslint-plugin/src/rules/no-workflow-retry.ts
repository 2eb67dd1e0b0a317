import { HR2009 } from '@handrail/errors';
import { createOptionsRule } from '../options/options-rule.js';
import { setOption } from '../options/read-option.js';

export const noWorkflowRetry = createOptionsRule({
  name: 'no-workflow-retry',
  demands: 'Workflows have no retry policy: they are fixed and resume.',
  config: 'strict',
  error: HR2009,
  kinds: ['workflow', 'childWorkflow'],
  settings: {},
  find: ({ options }) => {
    const at = setOption(options, 'retry');
    return at === undefined ? [] : [{ at, facts: {} }];
  },
});
