import type { GuardHost, Loss } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import { defaultPayloadConverter } from '@temporalio/common';
import { expect, it } from 'vitest';
import { reportLosses } from '../../src/internal/report-losses';
import type { Activated } from '../../src/internal/watch-activations';

/** What is said of the answer to a query, whose payload carries what the workflow's code has noted of it. */
function saidOf(queryType: string, answer: unknown, losses: readonly Loss[]): string[] {
  const said: string[] = [];
  const payload = { ...defaultPayloadConverter.toPayload(answer), lost: losses };
  const activated = {
    info: { namespace: 'default', workflowId: 'order-1', runId: 'run', workflowType: 'order' },
    activation: { jobs: [{ queryWorkflow: { queryId: 'q', queryType } }] },
    commands: [{ respondToQuery: { queryId: 'q', succeeded: { response: payload } } }],
  };
  const judge = ({ head }: Problem) => void said.push(head);
  reportLosses(activated as unknown as Activated, { judge } as unknown as GuardHost);
  expect(payload).not.toHaveProperty('lost');
  return said;
}

it('tells of an answer that arrives without its methods', () => {
  expect(saidOf('state', { cents: 5 }, [[[], '[object Object]', 'Money']])).toEqual([
    'The answer to query "state" in workflow "order" does not arrive as it is sent: result is a Money and arrives as a plain object without its methods.',
  ]);
});

it.each(['__temporal_workflow_metadata', '__stack_trace'])(
  "says nothing of the SDK's own answer to %s, which the Temporal UI and handrail why ask for: it is a payload already",
  (queryType) => {
    expect(saidOf(queryType, 'at order (workflows.ts:5)', [[[], '[object Object]', 'RawValue']])).toEqual([]);
  },
);

it('tells of a RawValue within an answer, of which JSON keeps the payload alone', () => {
  expect(saidOf('state', { raw: { _payload: {} } }, [[['raw'], '[object Object]', 'RawValue']])).toHaveLength(1);
});

it.each(['[object Function]', '[object Symbol]'])(
  'leaves %s that stands alone to who tells that it is no JSON',
  (tag) => {
    expect(saidOf('state', null, [[[], tag, 'Function']])).toEqual([]);
  },
);
