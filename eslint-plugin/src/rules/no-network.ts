import { HR1030 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noNetwork = createGraphRule({
  name: 'no-network',
  demands: 'Workflow code does not reach the network, directly or through what it calls.',
  family: 'network',
  codes: ['HR1030'],
  kind: 'network',
  suggests: true,
  describe: (finding) => HR1030.problem(reached(finding)),
});
