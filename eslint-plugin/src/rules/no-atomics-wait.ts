import { HR1041 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noAtomicsWait = createGraphRule({
  name: 'no-atomics-wait',
  demands: 'Workflow code does not wait by Atomics.',
  family: 'determinism',
  codes: ['HR1041'],
  kind: 'atomics',
  describe: (finding) => HR1041.problem(reached(finding)),
});
