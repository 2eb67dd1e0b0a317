import { HR1031 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noAbsentGlobal = createGraphRule({
  name: 'no-absent-global',
  demands: 'Workflow code uses only globals that the sandbox has.',
  family: 'bundle',
  codes: ['HR1031'],
  kind: 'absent-global',
  describe: (finding) => HR1031.problem(reached(finding)),
});
