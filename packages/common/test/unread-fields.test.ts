import { describe, expect, it } from 'vitest';
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
  ])('%j are told', (fields, expected) => {
    expect(findings('activity', fields)).toEqual(expected);
  });

  it.each<[unknown]>([
    [[['priority', 'object']]],
    [[['summary', 'string']]],
    [[['summary', 'undefined']]],
    [[['charge', 'string']]],
    [[['tenant', 'function']]],
    // The worker's process sees the letters of such a memo in the command.
    [[['memo', 'string']]],
    ['nonsense'],
    [undefined],
  ])('%j are not', (fields) => {
    expect(findings('activity', fields)).toEqual([]);
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
