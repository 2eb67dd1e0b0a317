import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/default-policy';
import type { CallKind, GuardPolicy } from '../../src/guards/guard';
import { guardTable } from '../../src/guards/guard-table';
import { inspectCall } from '../../src/inspect-call';

/** The head lines that the whole table gives for a call, so that a row which fires where it should not shows as well. */
function heads(kind: CallKind, options: Record<string, unknown>, policy: GuardPolicy = defaultPolicy): string[] {
  const { refused, warned, waived } = inspectCall({ kind, name: 'charge', where: 'order/charge', options }, policy, {
    mode: 'enforce',
  });
  return [
    ...refused.map(({ code, head }) => `refuse ${code}: ${head}`),
    ...warned.map(({ code, head }) => `warn ${code}: ${head}`),
    ...waived.map(({ problem, reason }) => `waived ${problem.code}: ${reason}`),
  ];
}

const everyKind: CallKind[] = [
  'activity',
  'localActivity',
  'standaloneActivity',
  'nexusOperation',
  'workflow',
  'scheduledWorkflow',
  'childWorkflow',
  'continueAsNew',
];

describe('nothing is wrong with', () => {
  it.each(everyKind)('a call of kind %s without options', (kind) => {
    expect(heads(kind, {})).toEqual([]);
  });

  it.each<[CallKind, Record<string, unknown>]>([
    ['activity', { startToCloseTimeout: '1 minute', retry: { maximumAttempts: 5 }, taskQueue: 'q', summary: 's' }],
    ['activity', { startToCloseTimeout: undefined, scheduleToStartTimeout: null, retry: null, waive: undefined }],
    ['workflow', { workflowRunTimeout: '1 day', workflowTaskTimeout: '10 seconds', startDelay: 0, args: [1] }],
    ['continueAsNew', { workflowRunTimeout: '2 days', backoffStartInterval: 0 }],
    ['nexusOperation', { scheduleToCloseTimeout: '10 minutes', scheduleToStartTimeout: '1 minute' }],
    ['workflow', { sla: '4 hours', workflowRunTimeout: '2 days', tenant: 'acme', wait: true, timeout: 5 }],
  ])('a %s with %j', (kind, options) => {
    expect(heads(kind, options)).toEqual([]);
  });
});

describe('HR2001', () => {
  it.each<[CallKind, string]>([
    ['activity', 'Activity'],
    ['localActivity', 'Local activity'],
    ['standaloneActivity', 'Standalone activity'],
  ])('refuses a schedule-to-start timeout of a call of kind %s', (kind, subject) => {
    expect(heads(kind, { scheduleToStartTimeout: '5 minutes' })).toEqual([
      `refuse HR2001: ${subject} "charge" sets scheduleToStartTimeout: '5 minutes'.`,
    ]);
  });

  it('says what a number of milliseconds amounts to', () => {
    expect(heads('activity', { scheduleToStartTimeout: 90_000 })).toEqual([
      'refuse HR2001: Activity "charge" sets scheduleToStartTimeout: 90000 (1 minute 30 seconds).',
    ]);
  });

  it('leaves a Nexus operation alone, whose handler is not one of our queues', () => {
    expect(heads('nexusOperation', { scheduleToStartTimeout: '5 minutes' })).toEqual([]);
  });
});

describe('HR2003', () => {
  it.each<[CallKind, string]>([
    ['workflow', 'Workflow'],
    ['scheduledWorkflow', 'Scheduled workflow'],
    ['childWorkflow', 'Child workflow'],
    ['continueAsNew', 'Continue-as-new of workflow'],
  ])('refuses a run timeout under the shortest of a call of kind %s', (kind, subject) => {
    expect(heads(kind, { workflowRunTimeout: '23 hours' })).toEqual([
      `refuse HR2003: ${subject} "charge" sets workflowRunTimeout: '23 hours', less than the 1 day that the policy allows.`,
    ]);
  });

  it('refuses both timeouts where both are short, also as the SDK compiles them', () => {
    const options = { workflowExecutionTimeout: { seconds: 600, nanos: 0 }, workflowRunTimeout: 86_399_999 };
    expect(heads('workflow', options)).toEqual([
      'refuse HR2003: Workflow "charge" sets workflowExecutionTimeout: 10 minutes, less than the 1 day that the policy allows.',
      'refuse HR2003: Workflow "charge" sets workflowRunTimeout: 86399999 (23 hours 59 minutes 59.999 seconds), less than the 1 day that the policy allows.',
    ]);
  });

  it('goes by the policy, and takes the shortest timeout itself', () => {
    const policy = { ...defaultPolicy, workflow: { ...defaultPolicy.workflow, shortestTimeout: 3_600_000 } };
    expect(heads('workflow', { workflowRunTimeout: '1 hour' }, policy)).toEqual([]);
    expect(heads('workflow', { workflowRunTimeout: '59 minutes' }, policy)).toHaveLength(1);
  });

  it('leaves a workflow task timeout alone', () => {
    expect(heads('workflow', { workflowTaskTimeout: '10 seconds' })).toEqual([]);
  });
});

describe('HR2004', () => {
  it.each<[CallKind, Record<string, unknown>, string]>([
    ['activity', { startToCloseTimeout: '2 hours' }, 'Activity "charge" may run 2 hours without a heartbeat.'],
    [
      'standaloneActivity',
      { startToCloseTimeout: 10_800_000 },
      'Standalone activity "charge" may run 3 hours without a heartbeat.',
    ],
    ['activity', { scheduleToCloseTimeout: '1 day' }, 'Activity "charge" may run 1 day without a heartbeat.'],
    ['localActivity', { startToCloseTimeout: '2h' }, 'Local activity "charge" may run 2 hours without a heartbeat.'],
    [
      'localActivity',
      { startToCloseTimeout: '2h', heartbeatTimeout: '30s' },
      'Local activity "charge" may run 2 hours without a heartbeat.',
    ],
  ])('refuses a call of kind %s with %j', (kind, options, head) => {
    expect(heads(kind, options)).toEqual([`refuse HR2004: ${head}`]);
  });

  it.each<[CallKind, Record<string, unknown>]>([
    ['activity', { startToCloseTimeout: 7_199_999 }],
    ['activity', { startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '30 days' }],
    ['localActivity', { startToCloseTimeout: '119 minutes' }],
    ['nexusOperation', { scheduleToCloseTimeout: '1 day' }],
  ])('leaves a call of kind %s with %j alone', (kind, options) => {
    expect(heads(kind, options)).toEqual([]);
  });
});

describe('HR2005', () => {
  it.each<[CallKind, string]>([
    ['activity', 'Activity'],
    ['standaloneActivity', 'Standalone activity'],
  ])('warns of hours in one attempt, even with heartbeats, of a call of kind %s', (kind, subject) => {
    expect(heads(kind, { startToCloseTimeout: '5 hours', heartbeatTimeout: '30 seconds' })).toEqual([
      `warn HR2005: ${subject} "charge" may run 5 hours in one attempt.`,
    ]);
  });
});

describe('HR2006', () => {
  it.each<[Record<string, unknown>, string]>([
    [
      { startToCloseTimeout: '1 minute', heartbeatTimeout: '1 minute' },
      `heartbeatTimeout: '1 minute', not shorter than its startToCloseTimeout: '1 minute'.`,
    ],
    [
      { scheduleToCloseTimeout: 60_000, heartbeatTimeout: 90_000 },
      'heartbeatTimeout: 90000 (1 minute 30 seconds), not shorter than its scheduleToCloseTimeout: 60000 (1 minute).',
    ],
  ])('refuses %j: the heartbeat timeout can never fire', (options, rest) => {
    expect(heads('activity', options)).toEqual([`refuse HR2006: Activity "charge" has ${rest}`]);
    expect(heads('standaloneActivity', options)).toEqual([`refuse HR2006: Standalone activity "charge" has ${rest}`]);
  });

  it('leaves a heartbeat timeout that is a little shorter alone', () => {
    expect(heads('activity', { startToCloseTimeout: '1 minute', heartbeatTimeout: 59_999 })).toEqual([]);
  });
});

describe('HR2007', () => {
  it.each<CallKind>(['activity', 'localActivity', 'standaloneActivity'])(
    'warns where one attempt uses up the total of a call of kind %s',
    (kind) => {
      expect(heads(kind, { startToCloseTimeout: '1 minute', scheduleToCloseTimeout: 60_000 })).toEqual([
        expect.stringMatching(
          /^warn HR2007: .* has scheduleToCloseTimeout: 60000 \(1 minute\), which leaves no room for a retry after startToCloseTimeout: '1 minute'\.$/,
        ),
      ]);
    },
  );

  it('has nothing to say where there is room, or where retries are off anyway', () => {
    expect(heads('activity', { startToCloseTimeout: '1 minute', scheduleToCloseTimeout: 60_001 })).toEqual([]);
    const off = { startToCloseTimeout: '1m', scheduleToCloseTimeout: '1m', retry: { maximumAttempts: 1 } };
    expect(heads('activity', off)).toEqual(['warn HR2008: Activity "charge" sets maximumAttempts: 1.']);
  });
});

describe('HR2008', () => {
  it.each<CallKind>(['activity', 'localActivity', 'standaloneActivity'])(
    'warns of a single attempt of a call of kind %s',
    (kind) => {
      expect(heads(kind, { retry: { maximumAttempts: 1 } })).toEqual([
        expect.stringMatching(/^warn HR2008: .* "charge" sets maximumAttempts: 1\.$/),
      ]);
    },
  );

  it.each([{ maximumAttempts: 2 }, { maximumAttempts: Number.POSITIVE_INFINITY }, {}])(
    'leaves the retry policy %o alone',
    (retry) => {
      expect(heads('activity', { retry })).toEqual([]);
    },
  );
});

describe('HR2009', () => {
  it.each<[CallKind, string]>([
    ['workflow', 'Workflow'],
    ['scheduledWorkflow', 'Scheduled workflow'],
    ['childWorkflow', 'Child workflow'],
  ])('warns of a retry policy of a call of kind %s', (kind, subject) => {
    expect(heads(kind, { retry: { maximumAttempts: 3 } })).toEqual([
      `warn HR2009: ${subject} "charge" has a retry policy.`,
    ]);
  });
});

describe('HR2016', () => {
  it.each<[CallKind, string]>([
    ['workflow', 'Workflow'],
    ['scheduledWorkflow', 'Scheduled workflow'],
    ['childWorkflow', 'Child workflow'],
  ])('refuses an SLA of a call of kind %s that a timeout does not let happen', (kind, subject) => {
    expect(heads(kind, { sla: '4 days', workflowRunTimeout: '3 days', workflowExecutionTimeout: 345_600_000 })).toEqual(
      [
        `refuse HR2016: ${subject} "charge" has sla: '4 days', not shorter than its workflowExecutionTimeout: 345600000 (4 days).`,
        `refuse HR2016: ${subject} "charge" has sla: '4 days', not shorter than its workflowRunTimeout: '3 days'.`,
      ],
    );
  });

  it('lets an SLA be that is shorter, and says only once of one that is no duration', () => {
    expect(heads('workflow', { sla: '23 hours', workflowRunTimeout: '1 day' })).toEqual([]);
    expect(heads('workflow', { sla: '2 dayz', workflowRunTimeout: '1 day' })).toEqual([
      'refuse HR2010: Workflow "charge" has sla: \'2 dayz\', which is not a duration.',
    ]);
  });

  it('refuses an SLA for the runs of a cron schedule, which have no deadline in common', () => {
    expect(heads('workflow', { sla: '1 hour', cronSchedule: '0 * * * *' })).toEqual([
      'refuse HR2014: Workflow "charge" has cronSchedule: \'0 * * * *\', which cannot have an sla.',
    ]);
  });
});

describe('HR2010', () => {
  it.each<[CallKind, string, unknown, string]>([
    ['activity', 'startToCloseTimeout', '3 weekz', `'3 weekz', which is not a duration.`],
    ['activity', 'scheduleToCloseTimeout', 0, '0, which is zero.'],
    ['activity', 'heartbeatTimeout', '-1s', `'-1s', which is negative.`],
    ['localActivity', 'startToCloseTimeout', Number.NaN, 'NaN, which is not a number.'],
    ['localActivity', 'localRetryThreshold', '', `'', which is not a duration.`],
    ['standaloneActivity', 'startDelay', -5, '-5, which is negative.'],
    ['nexusOperation', 'startToCloseTimeout', '1 minutes ', `'1 minutes ', which is not a duration.`],
    ['workflow', 'workflowRunTimeout', 1e20, '100000000000000000000, which is over 100 years.'],
    ['workflow', 'workflowTaskTimeout', '0s', `'0s', which is zero.`],
    // As the SDK's client compiles them.
    ['workflow', 'workflowRunTimeout', { seconds: -1 }, '-1 second, which is negative.'],
    ['workflow', 'workflowRunTimeout', { seconds: 0, nanos: 0 }, '0 milliseconds, which is zero.'],
    ['workflow', 'workflowRunTimeout', { seconds: 86_400e6 }, '1000000 days, which is over 100 years.'],
    ['scheduledWorkflow', 'workflowExecutionTimeout', {}, 'an object, which is not a duration.'],
    ['childWorkflow', 'workflowRunTimeout', true, 'true, which is not a duration.'],
    ['continueAsNew', 'backoffStartInterval', 'soon', `'soon', which is not a duration.`],
  ])('refuses a call of kind %s whose %s is %o', (kind, field, value, rest) => {
    expect(heads(kind, { [field]: value })).toEqual([expect.stringContaining(`has ${field}: ${rest}`)]);
    expect(heads(kind, { [field]: value })[0]).toMatch(/^refuse HR2010: /);
  });

  it('also looks at the intervals of a retry policy', () => {
    expect(heads('activity', { retry: { initialInterval: 0, maximumInterval: '1 minutes ' } })).toEqual([
      'refuse HR2010: Activity "charge" has retry.initialInterval: 0, which is zero.',
      `refuse HR2010: Activity "charge" has retry.maximumInterval: '1 minutes ', which is not a duration.`,
    ]);
  });

  it('lists every bad duration of a call', () => {
    const options = { startToCloseTimeout: '5', scheduleToCloseTimeout: '', heartbeatTimeout: Number.NaN };
    expect(heads('activity', options)).toEqual([
      `refuse HR2010: Activity "charge" has scheduleToCloseTimeout: '', which is not a duration.`,
      'refuse HR2010: Activity "charge" has heartbeatTimeout: NaN, which is not a number.',
      `warn HR2035: Activity "charge" has startToCloseTimeout: '5' without a unit, which is read as 5 milliseconds.`,
    ]);
  });

  it('proposes what was most likely meant', () => {
    const { refused } = inspectCall(
      { kind: 'activity', name: 'charge', where: 'w', options: { startToCloseTimeout: '3 weekz' } },
      defaultPolicy,
      { mode: 'enforce' },
    );
    expect(refused[0]?.fix).toBe(`write startToCloseTimeout: '3 weeks'.`);
  });

  it('takes delays of no time at all', () => {
    expect(heads('workflow', { startDelay: '0s' })).toEqual([]);
    expect(heads('localActivity', { localRetryThreshold: 0 })).toEqual([]);
  });
});

describe('HR2011', () => {
  it.each<[unknown, string]>([
    [{ HR2001: '' }, 'waives HR2001, but the reason is empty.'],
    [{ HR2001: '  \n' }, 'waives HR2001, but the reason is empty.'],
    [{ HR2001: true }, 'waives HR2001, but the reason is true.'],
    [{ HR2001: undefined }, 'waives HR2001, but the reason is undefined.'],
    [{ HR2999: 'why' }, 'waives HR2999, but it cannot be waived.'],
    [{ HR2010: 'why' }, 'waives HR2010, but it cannot be waived.'],
    [{ scheduleToStart: 'why' }, 'waives scheduleToStart, but it cannot be waived.'],
    [{}, 'waives an object, but a waiver names guard and reason.'],
    [null, 'waives null, but a waiver names guard and reason.'],
    ['HR2001', `waives 'HR2001', but a waiver names guard and reason.`],
    [['HR2001'], 'waives an array, but a waiver names guard and reason.'],
  ])('refuses waive: %o', (waive, rest) => {
    expect(heads('activity', { waive })).toEqual([`refuse HR2011: Activity "charge" ${rest}`]);
  });

  it.each([
    [{ HR2004: '' }, "write waive: { HR2004: 'why it does not apply here' }, with a reason in words, or remove it."],
    [
      { HR2010: 'why' },
      'remove it and correct the call itself; what can be waived, with a reason in words, is HR2001 and HR2003 to HR2009.',
    ],
  ])('says what to write instead of waive: %o', (waive, fix) => {
    const call = { kind: 'activity', name: 'charge', where: 'order/charge', options: { waive } } as const;
    expect(inspectCall(call, defaultPolicy, { mode: 'enforce' }).refused.map((problem) => problem.fix)).toEqual([fix]);
  });

  it.each(everyKind)('is looked for in a call of kind %s', (kind) => {
    expect(heads(kind, { waive: { HR2003: '' } })).toHaveLength(1);
  });

  it('waives nothing by a waiver that is not valid', () => {
    expect(heads('activity', { scheduleToStartTimeout: '5m', waive: { HR2001: '' } })).toEqual([
      `refuse HR2001: Activity "charge" sets scheduleToStartTimeout: '5m'.`,
      'refuse HR2011: Activity "charge" waives HR2001, but the reason is empty.',
    ]);
  });

  it('lets a valid waiver switch off its own guard and no other', () => {
    const options = { scheduleToStartTimeout: '5m', startToCloseTimeout: '3h', waive: { HR2001: 'one host' } };
    expect(heads('activity', options)).toEqual([
      'refuse HR2004: Activity "charge" may run 3 hours without a heartbeat.',
      'waived HR2001: one host',
    ]);
  });
});

describe('HR2012', () => {
  it.each<[CallKind, Record<string, unknown>, string]>([
    ['activity', { startToCloseTimout: '5m' }, 'startToCloseTimout that does not exist; did you mean startToCloseTimeout?'],
    ['activity', { retrys: {} }, 'retrys that does not exist; did you mean retry?'],
    ['activity', { retryPolicy: { maximumAttempts: 3 } }, 'retryPolicy that does not exist; did you mean retry?'],
    ['localActivity', { waiver: { HR2001: 'x' } }, 'waiver that does not exist; did you mean waive?'],
    ['nexusOperation', { scheduleToClosTimeout: '5m' }, 'scheduleToClosTimeout that does not exist; did you mean scheduleToCloseTimeout?'],
    ['workflow', { workflowRunTimeOuts: '5m' }, 'workflowRunTimeOuts that does not exist; did you mean workflowRunTimeout?'],
    ['childWorkflow', { parentClosPolicy: 'ABANDON' }, 'parentClosPolicy that does not exist; did you mean parentClosePolicy?'],
    ['workflow', { lifetimes: 'unbounded' }, 'lifetimes that does not exist; did you mean lifetime?'],
    ['activity', { retry: { maximumAttempt: 3 } }, 'retry.maximumAttempt that does not exist; did you mean retry.maximumAttempts?'],
  ])('refuses the slip in a call of kind %s: %j', (kind, options, rest) => {
    expect(heads(kind, options)).toEqual([
      ...(kind === 'workflow' || kind === 'childWorkflow' ? [] : []),
      expect.stringContaining(`has an option ${rest}`),
    ]);
  }); // prettier-ignore

  it.each(['arguments', 'arg', 'memos', 'executionTimeout', 'idReusePolicy'])('refuses the start of a workflow with %s', (field) => {
    expect(heads('workflow', { [field]: 'x' })).toEqual([
      expect.stringContaining(`refuse HR2012: Workflow "charge" has an option ${field} that does not exist; did you mean `),
    ]);
  }); // prettier-ignore

  it('leaves a slip alone that sets nothing', () => {
    expect(heads('activity', { startToCloseTimout: undefined })).toEqual([]);
  });
});

describe('HR2018', () => {
  it.each<[CallKind, Record<string, unknown>, string]>([
    ['activity', { timeout: '5 minutes' }, 'Activity "charge" has an option timeout that nothing reads; was startToCloseTimeout meant?'],
    ['workflow', { timeout: 5 }, 'Workflow "charge" has an option timeout that nothing reads; was workflowRunTimeout meant?'],
    ['workflow', { params: [1] }, 'Workflow "charge" has an option params that nothing reads; was args meant?'],
  ])('warns of what may be meant for an option in a call of kind %s: %j', (kind, options, head) => {
    expect(heads(kind, options)).toEqual([`warn HR2018: ${head}`]);
  }); // prettier-ignore

  it('is silent where the option is given, and takes the policy’s own timeout for one that is not', () => {
    const { startToCloseTimeout } = defaultPolicy.activity;
    expect(heads('activity', { startToCloseTimeout: '5 minutes', timeout: 5 })).toEqual([]);
    expect(heads('activity', { startToCloseTimeout, timeout: 5 })).toEqual([expect.stringMatching(/^warn HR2018: /)]);
  });
});

describe('HR2013', () => {
  it.each(everyKind)('refuses a getter that throws in a call of kind %s, and hides nothing else', (kind) => {
    const options = {
      get taskQueue(): string {
        throw new Error('settings are not loaded');
      },
      waive: { HR2003: '' },
    };
    expect(heads(kind, options)).toEqual([
      expect.stringContaining('has an option taskQueue whose getter throws: settings are not loaded'),
      expect.stringContaining('waives HR2003, but the reason is empty.'),
    ]);
  });
});

describe('HR2014', () => {
  it.each<[unknown, string]>([
    [3, 'retry: 3, which is not an object.'],
    [['x'], 'retry: an array, which is not an object.'],
    [{ backoffCoefficient: 0.5 }, 'retry.backoffCoefficient: 0.5, which is no number from 1 up.'],
    [{ backoffCoefficient: Number.NaN }, 'retry.backoffCoefficient: NaN, which is no number from 1 up.'],
    [
      { nonRetryableErrorTypes: ['CardDeclined', TypeError] },
      "retry.nonRetryableErrorTypes[1]: a function, which is not the name of an error: write 'TypeError'.",
    ],
    [{ maximumAttempts: 0 }, 'retry.maximumAttempts: 0, which is no positive whole number.'],
    [{ maximumAttempts: 1.5 }, 'retry.maximumAttempts: 1.5, which is no positive whole number.'],
    [{ maximumAttempts: '3' }, `retry.maximumAttempts: '3', which is no positive whole number.`],
    [{ maximumAttempts: 3e9 }, 'retry.maximumAttempts: 3000000000, which is no positive whole number.'],
    [{ maximumInterval: '500 ms' }, `retry.maximumInterval: '500 ms', which is under the initialInterval.`],
    [
      { initialInterval: '10s', maximumInterval: '5s' },
      `retry.maximumInterval: '5s', which is under the initialInterval.`,
    ],
    [
      { nonRetryableErrorTypes: 'CardDeclined' },
      `retry.nonRetryableErrorTypes: 'CardDeclined', which is not an array.`,
    ],
  ])('refuses retry: %o', (retry, rest) => {
    expect(heads('activity', { retry })).toEqual([`refuse HR2014: Activity "charge" has ${rest}`]);
    expect(heads('nexusOperation', { retry })).toHaveLength(1);
  });

  it('lists every fault of a retry policy', () => {
    const retry = { backoffCoefficient: -1, maximumAttempts: -1, nonRetryableErrorTypes: 'x' };
    expect(heads('localActivity', { retry })).toHaveLength(3);
  });

  it.each([
    { backoffCoefficient: 1, maximumAttempts: 2_147_483_647, nonRetryableErrorTypes: [] },
    { initialInterval: '1s', maximumInterval: '1s' },
    { initialInterval: '100 ms', maximumInterval: '500 ms' },
    { maximumAttempts: Number.POSITIVE_INFINITY },
  ])('takes the retry policy %o', (retry) => {
    expect(heads('activity', { retry })).toEqual([]);
  });
});

describe('HR2014 of a lifetime', () => {
  it.each<CallKind>(['workflow', 'scheduledWorkflow', 'childWorkflow'])(
    'refuses another one than "unbounded" of a call of kind %s',
    (kind) => {
      expect(heads(kind, { lifetime: 'forever' })).toEqual([
        expect.stringMatching(/^refuse HR2014: .* "charge" has lifetime: 'forever', which is not 'unbounded'\.$/),
      ]);
      expect(heads(kind, { lifetime: 'unbounded' })).toEqual([]);
    },
  );
});

describe('HR2014 of options of another form than the SDK reads', () => {
  it.each<[CallKind, Record<string, unknown>, string]>([
    ['workflow', { memo: 'a text' }, `Workflow "charge" has memo: 'a text', which is not an object.`],
    ['workflow', { memo: ['a'] }, 'Workflow "charge" has memo: an array, which is not an object with fields.'],
    [
      'workflow',
      { memo: new Set([1]) },
      'Workflow "charge" has memo: an object, which is a Set, whose entries are no fields.',
    ],
    ['scheduledWorkflow', { priority: 1 }, 'Scheduled workflow "charge" has priority: 1, which is not an object.'],
    [
      'standaloneActivity',
      { summary: 5, startToCloseTimeout: '1 minute' },
      'Standalone activity "charge" has summary: 5, which is not a text.',
    ],
    ['workflow', { searchAttributes: 5 }, 'Workflow "charge" has searchAttributes: 5, which is not an object.'],
  ])('refuses a %s with %j', (kind, options, head) => {
    expect(heads(kind, options)).toEqual([`refuse HR2014: ${head}`]);
  });

  it('tells all of them, and what is wrong with the retry policy as well', () => {
    expect(
      heads('childWorkflow', { memo: 1, priority: 'high', retry: 5 }).filter((head) => /HR2014/.test(head)),
    ).toHaveLength(3);
  });

  it.each<Record<string, unknown>>([
    { memo: {}, priority: {}, staticSummary: '', searchAttributes: {} },
    { memo: Object.create(null) as object, priority: undefined, staticDetails: null },
    { memo: new (class Memo {})() },
  ])('says nothing of %j', (options) => {
    expect(heads('workflow', options)).toEqual([]);
  });

  it.each([
    ['key', 'priorityKey'],
    ['weight', 'fairnessWeight'],
    ['prioritykey', 'priorityKey'],
  ])('HR2012 refuses priority.%s', (field, meant) => {
    expect(heads('workflow', { priority: { [field]: 1 } })).toEqual([
      `refuse HR2012: Workflow "charge" has an option priority.${field} that does not exist; did you mean priority.${meant}?`,
    ]);
  });
});

it('names every row by its code, each once', () => {
  const names = guardTable.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^HR20\d\d$/);
});
