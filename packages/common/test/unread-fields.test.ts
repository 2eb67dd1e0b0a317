import { describe, expect, it } from 'vitest';
import { CALL_OPTIONS } from '../src/call-options';
import { unreadFindings } from '../src/unread-fields';

const findings = (call: string, fields: unknown, subject = 'Activity "charge"') =>
  unreadFindings({
    code: 'HR2018',
    where: 'order/charge',
    outcome: 'warned',
    reason: undefined,
    facts: { subject, call, fields },
  }).map(({ code, facts }) => ({ code, ...facts }));

const told = (field: string, value: string, reason: string) => [
  { code: 'HR2014', subject: 'Activity "charge"', field, value, reason },
];

describe('of the options that a workflow bundle hands out', () => {
  it.each<[unknown, unknown[]]>([
    [
      [['timeout', 'string']],
      [{ code: 'HR2018', subject: 'Activity "charge"', field: 'timeout', suggestion: 'startToCloseTimeout' }],
    ],
    [[['priority', 'string']], told('priority', 'a string', 'is not an object')],
    [[['priority', 'number']], told('priority', 'a number', 'is not an object')],
    [[['summary', 'object']], told('summary', 'an object', 'is not a text')],
    [
      [
        ['0', 'string'],
        ['1', 'string'],
      ],
      told('options', 'a text or a list', 'is not an object with options'),
    ],
    [
      [['charge', 'function']],
      told(
        'options',
        'an object',
        'has the activity itself as an option: pass the activities as the type, proxyActivities<typeof activities>({ … })',
      ),
    ],
    [[['taskQueue', 'number']], told('taskQueue', 'a number', 'is not a text')],
    [[['activityId', 'number']], told('activityId', 'a number', 'is not a text')],
  ])('%j are told', (fields, expected) => {
    expect(findings('activity', fields)).toEqual(expected);
  });

  it.each<[unknown]>([
    [[['priority', 'object']]],
    [[['summary', 'string']]],
    [[['summary', 'undefined']]],
    [[['taskQueue', 'string']]],
    [[['taskQueue', 'object']]],
    [[['workflowType', 'string']]],
    [[['activityId', 'undefined']]],
    [[['charge', 'string']]],
    [[['tenant', 'function']]],
    ['nonsense'],
    [undefined],
  ])('%j are not', (fields) => {
    expect(findings('activity', fields)).toEqual([]);
  });

  it.each([
    ['childWorkflow', 'is not an object with options: arguments go into it as a list, { args: [order] }'],
    [
      'timer',
      "is not an object with options: what is shown of a timer goes into it, { summary: 'waits for the bank' }",
    ],
  ])('in the place of options a text is told with what was likely meant: %s', (call, reason) => {
    const [found] = findings(call, [
      ['args', 'object'],
      ['0', 'string'],
    ]);
    expect(found).toMatchObject({ code: 'HR2014', field: 'options', value: 'a text or a list', reason });
  });

  it('fields of a retry policy are told that were meant to be others', () => {
    const retry = (...fields: string[]) =>
      unreadFindings({
        code: 'HR2018',
        where: 'order/charge',
        outcome: 'warned',
        reason: undefined,
        facts: { subject: 'Activity "charge"', call: 'activity', fields: [['retry', 'object']], retry: fields },
      }).map(({ code, facts }) => ({ code, ...facts }));
    expect(retry('maxAttempts', 'initialInterval')).toEqual([
      {
        code: 'HR2018',
        subject: 'Activity "charge"',
        field: 'retry.maxAttempts',
        suggestion: 'retry.maximumAttempts',
      },
    ]);
    // Refused where it is written.
    expect(retry('maximumAttemps')).toEqual([]);
    expect(retry('maximumAttempts', 'nonRetryableErrorTypes', 'jitter')).toEqual([]);
  });

  it('those of timers are told, too', () => {
    expect(
      findings(
        'timer',
        [
          ['duration', 'number'],
          ['sumary', 'string'],
        ],
        'Timer "sleep"',
      ),
    ).toEqual([{ code: 'HR2018', subject: 'Timer "sleep"', field: 'sumary', suggestion: 'summary' }]);
    expect(
      findings('timer', [
        ['timeout', 'number'],
        ['summary', 'string'],
        ['eventGroups', 'object'],
      ]),
    ).toEqual([]);
  });

  // The worker's process sees its letters in the command.
  it('a memo that is a text is not', () => {
    expect(findings('childWorkflow', [['memo', 'string']])).toEqual([]);
  });

  it('takes the names alone, as bundles of earlier versions have them', () => {
    expect(findings('activity', ['timeout', 'priority'])).toEqual([
      { code: 'HR2018', subject: 'Activity "charge"', field: 'timeout', suggestion: 'startToCloseTimeout' },
    ]);
  });

  it('says nothing of kinds of calls that it does not know', () => {
    expect(findings('something', [['timeout', 'string']])).toEqual([]);
  });
});

describe('an option of another call', () => {
  it.each([
    ['localActivity', 'heartbeatTimeout', 'only activities have'],
    ['localActivity', 'taskQueue', 'only activities, child workflows and workflows that a client starts have'],
    ['activity', 'localRetryThreshold', 'only local activities have'],
    ['activity', 'workflowRunTimeout', 'only child workflows and workflows that a client starts have'],
    ['childWorkflow', 'backoffStartInterval', 'only calls that continue as new have'],
    ['childWorkflow', 'startDelay', 'only workflows that a client starts have'],
    ['continueAsNew', 'parentClosePolicy', 'only child workflows have'],
    ['timer', 'cancellationType', 'only activities, local activities and child workflows have'],
    [
      'nexusOperation',
      'retry',
      'only activities, local activities, child workflows and workflows that a client starts have',
    ],
  ])('is told: %s with %s', (call, field, reason) => {
    expect(findings(call, [[field, 'string']])).toEqual([
      { code: 'HR2014', subject: 'Activity "charge"', field, value: 'a string', reason },
    ]);
  });

  it('is told once, whatever the call, and where it is a slip as well', () => {
    const names = [...new Set(Object.values(CALL_OPTIONS).flat())];
    for (const call of Object.keys(CALL_OPTIONS)) {
      const fields = names.map((name) => findings(call, [[name, 'object']]).length);
      expect(Math.max(...fields)).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    ['localActivity', 'localRetryThreshold', 'string'],
    ['activity', 'heartbeatTimeout', 'string'],
    ['localActivity', 'heartbeatTimeout', 'undefined'],
    ['activity', 'tenant', 'string'],
  ])('is none of its own, left out, or somebody else’s: %s with %s', (call, field, type) => {
    expect(findings(call, [[field, type]])).toEqual([]);
  });
});
