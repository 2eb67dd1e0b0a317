import { HR1035 } from '@handrail/errors';
import { createGraphRule, reached } from '../graph-rule.js';

export const noHostLocale = createGraphRule({
  name: 'no-host-locale',
  demands: 'Workflow code names the locale wherever one is used.',
  family: 'determinism',
  codes: ['HR1035'],
  kind: 'host-locale',
  describe: (finding) => HR1035.problem(reached(finding)),
});
