import { defineError } from '../define-error';

export const HR1021 = defineError<{ imports: readonly { module: string; chain?: readonly string[] }[] }>({
  code: 'HR1021',
  title: 'Workflow code imports a module that the sandbox does not have',
  disposition: 'refuse',
  head: ({ imports }) =>
    `Workflow code imports what the sandbox does not have: ${imports
      .map(({ module, chain }) => (chain === undefined ? module : chain.join(' → ')))
      .join('; ')}.`,
  why: () =>
    'workflow code is run again from its history, so it cannot touch files, the network, the clock or the process; the module would be empty there and fail at the first use.',
  fix: ({ imports }) =>
    [
      ...new Set(imports.map(({ module }) => remedy(module.replace(/^node:/, '')))),
      'If the code that needs it never runs in a workflow, name it in bundlerOptions.ignoreModules (ignoreModules for bundleWorkflowCode).',
    ].join('\n'),
  example: {
    imports: [{ module: 'fs', chain: ['src/workflows.ts', 'src/lib/report.ts', 'pdfkit', 'fs'] }],
  },
});

function remedy(module: string): string {
  const sdkPackage = /^@(?:temporalio|handrail)\/(\w+)/.exec(module)?.[1];
  if (sdkPackage === 'activity') {
    return "import the activities' types only (import type * as activities from './activities') and call them through proxyActivities.";
  }
  if (sdkPackage === 'client') {
    return 'in workflow code use startChild, getExternalWorkflowHandle or continueAsNew; what needs a client belongs in an activity.';
  }
  if (sdkPackage !== undefined) return 'import workflow code from the worker and the tests, never the other way round.';
  if (module === 'crypto')
    return 'take ids from uuid4() of the workflow package, and move other cryptography to an activity.';
  return `move what needs '${module}' to an activity, or cut the chain at its first import.`;
}
