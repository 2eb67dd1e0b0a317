import { HR1001 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noAbsentGlobal = createGraphRule({
  name: 'no-absent-global',
  demands: 'Workflow code uses only globals that the sandbox has.',
  family: 'bundle',
  codes: ['HR1001'],
  kind: 'absent-global',
  suggests: true,
  describe: (finding) => HR1001.problem(reached(finding)),
});
