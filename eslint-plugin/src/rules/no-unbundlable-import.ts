import { HR1021 } from '@handrail/errors';
import { createGraphRule } from '../graph-rule.js';

export const noUnbundlableImport = createGraphRule({
  name: 'no-unbundlable-import',
  demands: 'Workflow code, with all that it imports, can be bundled for the sandbox.',
  family: 'bundle',
  codes: ['HR1021'],
  kind: 'unbundlable-import',
  suggests: true,
  // Leaving a module out of the bundle is for the page: it is a remedy only where nothing ever reaches it.
  describe: ({ chain, hazard }) =>
    HR1021.problem({ modules: [hazard], chain, cures: [{ kind: 'module', module: hazard }] }),
});
