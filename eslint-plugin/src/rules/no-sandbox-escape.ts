import { HR1040 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noSandboxEscape = createGraphRule({
  name: 'no-sandbox-escape',
  demands: 'Workflow code does not leave the sandbox.',
  family: 'determinism',
  codes: ['HR1040'],
  kind: 'sandbox-escape',
  describe: (finding) => HR1040.problem(reached(finding)),
});
