import { HR1002 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noGarbageCollection = createGraphRule({
  name: 'no-garbage-collection',
  demands: 'Workflow code does not observe garbage collection.',
  family: 'determinism',
  codes: ['HR1002'],
  kind: 'garbage-collection',
  describe: (finding) => HR1002.problem(reached(finding)),
});
