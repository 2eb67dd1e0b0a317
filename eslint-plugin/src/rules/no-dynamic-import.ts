import { HR1023 } from '@handrail/errors';
import { createGraphRule } from '../graph-rule.js';

export const noDynamicImport = createGraphRule({
  name: 'no-dynamic-import',
  demands: 'Workflow code, with all that it imports, has no import() that loads code while it runs.',
  family: 'bundle',
  codes: ['HR1023'],
  kind: 'dynamic-import',
  describe: ({ chain }) => HR1023.problem({ chains: [chain] }),
});
