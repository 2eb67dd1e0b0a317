import { HR1038 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noReplayBranch = createGraphRule({
  name: 'no-replay-branch',
  demands: 'Workflow code waits for the same things whether or not it is replayed.',
  family: 'determinism',
  codes: ['HR1038'],
  kind: 'replay-branch',
  describe: (finding) => HR1038.problem(reached(finding)),
});
