import { HR1034 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noRealClock = createGraphRule({
  name: 'no-real-clock',
  demands: 'Workflow code reads time only where the sandbox makes it deterministic.',
  family: 'determinism',
  codes: ['HR1034'],
  kind: 'wall-clock',
  describe: (finding) => HR1034.problem(reached(finding)),
});
