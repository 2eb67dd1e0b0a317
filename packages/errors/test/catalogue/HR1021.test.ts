import { expect, it } from 'vitest';
import { HR1021 } from '../../src';

it('gives the chain of imports to each module, and for each what to do instead', () => {
  const { message } = HR1021.error({
    imports: [
      { module: 'fs', chain: ['src/workflows.ts', 'src/lib/report.ts', 'pdfkit', 'fs'] },
      { module: 'crypto', chain: ['src/workflows.ts', 'crypto'] },
      { module: '@temporalio/activity', chain: ['src/workflows.ts', 'src/activities.ts', '@temporalio/activity'] },
      { module: '@temporalio/client', chain: ['src/workflows.ts', '@temporalio/client'] },
      { module: '@temporalio/worker', chain: ['src/workflows.ts', 'src/worker.ts', '@temporalio/worker'] },
    ],
  });
  expect(message).toBe(
    [
      '[HR1021] Workflow code imports what the sandbox does not have: src/workflows.ts → src/lib/report.ts → pdfkit → fs; src/workflows.ts → crypto; src/workflows.ts → src/activities.ts → @temporalio/activity; src/workflows.ts → @temporalio/client; src/workflows.ts → src/worker.ts → @temporalio/worker.',
      '  Why:     workflow code is run again from its history, so it cannot touch files, the network, the clock or the process; the module would be empty there and fail at the first use.',
      "  Fix:     move what needs 'fs' to an activity, or cut the chain at its first import.",
      '           take ids from uuid4() of the workflow package, and move other cryptography to an activity.',
      "           import the activities' types only (import type * as activities from './activities') and call them through proxyActivities.",
      '           in workflow code use startChild, getExternalWorkflowHandle or continueAsNew; what needs a client belongs in an activity.',
      '           import workflow code from the worker and the tests, never the other way round.',
      '           If the code that needs it never runs in a workflow, name it in bundlerOptions.ignoreModules (ignoreModules for bundleWorkflowCode).',
      '  Docs:    https://handrail.dev/errors/HR1021        (offline: npx handrail explain HR1021)',
    ].join('\n'),
  );
});

it('names the module alone where the chain is not known', () => {
  const { message } = HR1021.error({ imports: [{ module: 'fs' }] });
  expect(message).toBe(
    [
      '[HR1021] Workflow code imports what the sandbox does not have: fs.',
      '  Why:     workflow code is run again from its history, so it cannot touch files, the network, the clock or the process; the module would be empty there and fail at the first use.',
      "  Fix:     move what needs 'fs' to an activity, or cut the chain at its first import.",
      '           If the code that needs it never runs in a workflow, name it in bundlerOptions.ignoreModules (ignoreModules for bundleWorkflowCode).',
      '  Docs:    https://handrail.dev/errors/HR1021        (offline: npx handrail explain HR1021)',
    ].join('\n'),
  );
});
