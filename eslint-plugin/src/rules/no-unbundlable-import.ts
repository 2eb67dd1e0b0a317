import { HR1021 } from '@handrail/errors';
import { createGraphRule } from '../graph-rule.js';

export const noUnbundlableImport = createGraphRule({
  name: 'no-unbundlable-import',
  demands: 'Workflow code, with all that it imports, can be bundled for the sandbox.',
  family: 'bundle',
  codes: ['HR1021'],
  kind: 'unbundlable-import',
  describe: ({ chain, hazard }) => HR1021.problem({ imports: [{ module: hazard, chain }] }),
});
