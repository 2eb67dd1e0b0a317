import { HR1032 } from '@handrail/errors';
import { createGraphRule } from '../graph-rule.js';

export const noTopLevelAwait = createGraphRule({
  name: 'no-top-level-await',
  demands: 'Workflow code, with all that it imports, awaits nothing outside of functions.',
  family: 'bundle',
  codes: ['HR1032'],
  kind: 'top-level-await',
  describe: ({ chain }) => HR1032.problem({ chain }),
});
