import { HR1037 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noSharedPrototypeChange = createGraphRule({
  name: 'no-shared-prototype-change',
  demands: 'Workflow code does not change the prototypes that all workflows share.',
  family: 'determinism',
  codes: ['HR1037'],
  kind: 'shared-prototype',
  describe: (finding) => HR1037.problem(reached(finding)),
});
