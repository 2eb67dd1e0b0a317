import { expect, it } from 'vitest';
import { readSlaCounts, slaMetrics } from '../src/sla-counts';

it('writes what Prometheus scrapes, by workflow type', () => {
  const late = new Map([
    ['order', 2],
    ['refund "new"', 1],
  ]);
  expect(slaMetrics({ namespace: 'default', late, near: new Map() })).toBe(
    `# HELP handrail_sla_late_executions Open executions that are out of their SLA.
# TYPE handrail_sla_late_executions gauge
handrail_sla_late_executions{namespace="default",workflow_type="order"} 2
handrail_sla_late_executions{namespace="default",workflow_type="refund \\"new\\""} 1
# HELP handrail_sla_near_executions Open executions that will be out of their SLA soon.
# TYPE handrail_sla_near_executions gauge
`,
  );
});

const INVALID = Object.assign(new Error('invalid'), { code: 3, details: 'column name is not defined' });
const UNAVAILABLE = Object.assign(new Error('unavailable'), { code: 14, details: 'shutting down' });

/** Reads from a server that answers, or refuses, in this way. */
function readFrom(
  answers: { readonly list: unknown; readonly count?: unknown; readonly types?: object },
  deadlineAttribute?: string,
) {
  const answer = (value: unknown) => () => (value instanceof Error ? Promise.reject(value) : Promise.resolve(value));
  const workflowService = {
    listWorkflowExecutions: answer(answers.list),
    countWorkflowExecutions: answer(answers.count),
    getSearchAttributes: answer({ keys: answers.types ?? {} }),
  };
  const connection = { workflowService, withDeadline: <T>(_deadline: number, run: () => Promise<T>) => run() };
  const client = { connection, workflowService, options: { namespace: 'default' } };
  return readSlaCounts(client as unknown as Parameters<typeof readSlaCounts>[0], {
    ...(deadlineAttribute !== undefined && { policy: { sla: { deadlineAttribute } } }),
  });
}

it('takes a namespace without the attribute for one without SLAs, unless the attribute was named', async () => {
  expect(await readFrom({ list: INVALID })).toBeUndefined();
  expect((await readFrom({ list: INVALID }, 'SlaDeadlin'))?.notExamined).toEqual([
    'executions near their deadline: ListWorkflowExecutions: invalid (column name is not defined)',
    'late executions: ListWorkflowExecutions: invalid (column name is not defined)',
  ]);
});

it('counts those beyond the first page, and says where that fails', async () => {
  const list = { executions: [{ type: { name: 'order' } }], nextPageToken: new Uint8Array([1]) };
  const counted = await readFrom({ list, count: { count: 1_200 } });
  expect(Object.fromEntries(counted?.late ?? [])).toEqual({ order: 1, '(other)': 1_199 });
  expect(counted?.notExamined).toEqual([]);
  const uncounted = await readFrom({ list, count: UNAVAILABLE });
  expect(Object.fromEntries(uncounted?.late ?? [])).toEqual({ order: 1 });
  expect(uncounted?.notExamined).toEqual([
    'executions near their deadline beyond the first 1000: CountWorkflowExecutions: unavailable (shutting down)',
    'late executions beyond the first 1000: CountWorkflowExecutions: unavailable (shutting down)',
  ]);
});

it('says that an attribute of another type holds no deadline, however the server answers', async () => {
  const [KEYWORD, DATETIME] = [2, 6];
  const notExamined = [
    'late executions: search attribute SlaDeadline has the type Keyword, and no deadline can be found in it: it has to be Datetime',
  ];
  for (const list of [{ executions: [] }, INVALID]) {
    expect((await readFrom({ list, types: { SlaDeadline: KEYWORD } }))?.notExamined).toEqual(notExamined);
  }
  expect((await readFrom({ list: { executions: [] }, types: { SlaDeadline: DATETIME } }))?.notExamined).toEqual([]);
});

it('keeps within the limits of whoever asks', async () => {
  let asked = 0;
  const answer = (value: object) => async () => {
    asked++;
    return value;
  };
  const workflowService = {
    listWorkflowExecutions: answer({ executions: [] }),
    getSearchAttributes: answer({ keys: {} }),
  };
  const connection = { workflowService, withDeadline: <T>(_deadline: number, run: () => Promise<T>) => run() };
  const client = { connection, workflowService, options: { namespace: 'default' } };
  const counts = await readSlaCounts(client as unknown as Parameters<typeof readSlaCounts>[0], {
    limits: { calls: 2 },
  });
  expect(counts).toMatchObject({ late: new Map(), near: new Map(), notExamined: [] });
  expect(asked).toBe(2);
});
