import { HR1025 } from '@handrail/errors';
import { createGraphRule } from '../graph-rule.js';

export const noTopLevelAwait = createGraphRule({
  name: 'no-top-level-await',
  demands: 'Workflow code, with all that it imports, awaits nothing outside of functions.',
  family: 'bundle',
  codes: ['HR1025'],
  kind: 'top-level-await',
  describe: ({ chain }) => HR1025.problem({ cause: 'await', chain }),
});
