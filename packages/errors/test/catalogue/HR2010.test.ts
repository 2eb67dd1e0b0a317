import { expect, it } from 'vitest';
import { HR2010 } from '../../src';

it('suggests what was probably meant', () => {
  const { message } = HR2010.error({
    subject: 'Activity "charge"',
    field: 'startToCloseTimeout',
    value: "'3 weekz'",
    reason: 'is not a duration',
    suggestion: "'3 weeks'",
  });
  expect(message).toBe(
    [
      '[HR2010] Activity "charge" has startToCloseTimeout: \'3 weekz\', which is not a duration.',
      '  Why:     the server would refuse it, or silently take it for "no timeout".',
      "  Fix:     write startToCloseTimeout: '3 weeks'.",
      '  Docs:    https://handrail.dev/errors/HR2010        (offline: npx handrail explain HR2010)',
    ].join('\n'),
  );
});

it('lists valid durations where nothing resembles the value', () => {
  const { message } = HR2010.error({
    subject: 'Workflow "order"',
    field: 'workflowRunTimeout',
    value: 'NaN',
    reason: 'is not a number',
  });
  expect(message).toBe(
    [
      '[HR2010] Workflow "order" has workflowRunTimeout: NaN, which is not a number.',
      '  Why:     the server would refuse it, or silently take it for "no timeout".',
      "  Fix:     give workflowRunTimeout a duration such as '30 seconds', a number of milliseconds, or leave it out.",
      '  Docs:    https://handrail.dev/errors/HR2010        (offline: npx handrail explain HR2010)',
    ].join('\n'),
  );
});

it.each([
  ['1795698065316', 'is a point in time'],
  ["'1795698065316'", 'is a point in time'],
  ["'2027-01-01T00:00:00Z'", 'is not a duration'],
])('says what is left until a point in time: %s', (value, reason) => {
  expect(HR2010.problem({ subject: 'Timer "sleep"', field: 'duration', value, reason })).toMatchObject({
    head: `Timer "sleep" has duration: ${value}, which ${reason}.`,
    fix: 'duration is how long it takes, not until when: give it what is left until then, Number(then) - Date.now().',
  });
});

it('says what is left until a point in time in seconds', () => {
  const facts = { subject: 'Workflow "order"', field: 'startDelay', value: '17956…', unit: 'seconds' } as const;
  expect(HR2010.problem({ ...facts, reason: 'is a point in time, in seconds' })).toMatchObject({
    why: 'it is read as milliseconds, which are three weeks.',
    fix: 'startDelay is how long it takes, not until when: give it what is left until then, then * 1_000 - Date.now().',
  });
});

it.each([
  ['Timer "condition"', 'timeout', "the function comes first: condition(() => isReady, '1 minute')."],
  [
    'CancellationScope.withTimeout in workflow "order"',
    'a duration',
    "the duration comes first: CancellationScope.withTimeout('1 minute', () => charge()).",
  ],
  [
    'Activity "charge"',
    'startToCloseTimeout',
    "give startToCloseTimeout a duration such as '30 seconds', a number of milliseconds, or leave it out.",
  ],
])('says in which order a duration and a function go: %s', (subject, field, fix) => {
  expect(HR2010.problem({ subject, field, value: 'a function', reason: 'is not a duration' }).fix).toBe(fix);
});

it.each([
  ['Timer "sleep"', ''],
  ['Timer "timer"', "; setTimeout takes nothing else, while sleep('1 second') does"],
])('says of a timer where NaN comes from: %s', (subject, more) => {
  expect(HR2010.problem({ subject, field: 'duration', value: 'NaN', reason: 'is not a number' }).fix).toBe(
    `give it a number of milliseconds: NaN comes of a calculation with undefined, or with a text${more}.`,
  );
});
