import type { RuleTester } from 'eslint';

const NAMES = [
  'allHandlersFinished',
  'CancellationScope',
  'condition',
  'continueAsNew',
  'defineQuery',
  'defineSignal',
  'defineUpdate',
  'executeChild',
  'isCancellation',
  'CancelledFailure',
  'ApplicationFailure',
  'ActivityFailure',
  'getExternalWorkflowHandle',
  'log',
  'patched',
  'deprecatePatch',
  'proxyActivities',
  'setHandler',
  'sleep',
  'startChild',
  'workflowInfo',
];

/** A file with two activities, `charge` and `refund`, and all that rules look for imported; the given code begins in line 3. */
export function workflowFile(code: string): string {
  return [
    `import { ${NAMES.join(', ')} } from '@temporalio/workflow';`,
    "const { charge, refund } = proxyActivities({ startToCloseTimeout: '1 minute' });",
    code,
  ].join('\n');
}

/** The code in the body of a workflow; it begins in line 4. */
export function workflow(body: string): string {
  return workflowFile(`export async function order(id: string, items: string[]) {\n${body}\n}`);
}

/** An error with as many suggestions as the rule makes; cases of their own show what these write. */
export function found(
  message: string,
  suggestions: RuleTester.TestCaseError['suggestions'] = 1,
  place: {
    readonly line?: number;
    readonly column?: number;
    readonly endLine?: number;
    readonly endColumn?: number;
  } = {},
): RuleTester.TestCaseError {
  return { message, ...place, ...(suggestions === 0 ? {} : { suggestions }) };
}
