import { HR1036 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noHostTimeZone = createGraphRule({
  name: 'no-host-time-zone',
  demands: 'Workflow code names the time zone wherever one is used.',
  family: 'determinism',
  codes: ['HR1036'],
  kind: 'host-time-zone',
  describe: (finding) => HR1036.problem(reached(finding)),
});
