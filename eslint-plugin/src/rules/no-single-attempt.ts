import { HR2008 } from '@handrail/errors';
import { createOptionsRule } from '../options/options-rule.js';
import { objectOf, setOption } from '../options/read-option.js';
import { isTriedOnce } from '../options/retry.js';

export const noSingleAttempt = createOptionsRule({
  name: 'no-single-attempt',
  demands: 'Activities are retried: one attempt is not at most one effect.',
  config: 'strict',
  error: HR2008,
  kinds: ['activity', 'localActivity'],
  settings: {},
  find: ({ options }) => {
    const retry = setOption(options, 'retry');
    const at = objectOf(retry)?.entries.get('maximumAttempts');
    return at !== undefined && isTriedOnce(retry) ? [{ at, facts: {} }] : [];
  },
});
