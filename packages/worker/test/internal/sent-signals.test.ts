import type { GuardHost } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkflowInfo } from '@temporalio/workflow';
import { expect, it } from 'vitest';
import { reportSentSignals } from '../../src/internal/sent-signals';

const info = { namespace: 'default', workflowId: 'w', runId: 'r', workflowType: 'order' } as WorkflowInfo;

function said(args: readonly unknown[], isReplaying = false): string[] {
  const heads: string[] = [];
  const host = { judge: ({ head }: Problem) => void heads.push(head) } as unknown as GuardHost;
  const payloads = args.map((value) => ({ data: Buffer.from(JSON.stringify(value)) }));
  const commands = [{ startTimer: {} }, { signalExternalWorkflowExecution: { signalName: 'go', args: payloads } }];
  reportSentSignals({ info, activation: { isReplaying }, commands, startedUnderHandrail: true }, host);
  return heads;
}

it('HR4071 tells of a signal that has options in the place of its arguments', () => {
  expect(said([{ args: [5] }])).toEqual([
    'Signal "go", which workflow "order" sends, has { args: […] } as its one argument.',
  ]);
});

it.each<[string, readonly unknown[]]>([
  ['nothing', []],
  ['a value', [5]],
  ['a list', [[5]]],
  ['an object with more', [{ args: [5], at: 1 }]],
  ['two arguments', [{ args: [5] }, 1]],
  ['args that are no list', [{ args: 5 }]],
])('says nothing of %s', (_, args) => {
  expect(said(args)).toEqual([]);
});

it('says nothing while replaying', () => {
  expect(said([{ args: [5] }], true)).toEqual([]);
});
