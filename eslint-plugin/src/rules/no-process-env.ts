import { HR1033 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noProcessEnv = createGraphRule({
  name: 'no-process-env',
  demands: 'Workflow code reads no environment variables.',
  family: 'bundle',
  codes: ['HR1033'],
  kind: 'process-env',
  suggests: true,
  describe: (finding) => HR1033.problem(reached(finding)),
});
