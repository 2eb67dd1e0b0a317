import { expect, it } from 'vitest';
import { HR8001 } from '../../src';

it('says where code and history part, what each has there, and the ways on', () => {
  const { message } = HR8001.error({
    workflow: 'order',
    position: 'event 5',
    history: 'TimerStarted (5 seconds)',
    code: 'schedules activity "charge"',
  });
  expect(message).toBe(
    [
      '[HR8001] Workflow "order" no longer matches its history at event 5: the history has TimerStarted (5 seconds), the code now schedules activity "charge".',
      '  Why:     an execution that began with other code is continued by this code, which takes another path. Its workflow tasks fail until code is deployed that fits.',
      "  Fix:     if the change was meant: keep the old path for executions that have begun, if (patched('id')) { new } else { old }, or deploy it as a version of its own that only new executions take.",
      '           If not: look for what differs between runs of the same code, such as the clock, the environment or the order of a collection.',
      '           To give up what was done since: temporal workflow reset to an event before the position.',
      '  Docs:    https://handrail.dev/errors/HR8001        (offline: npx handrail explain HR8001)',
    ].join('\n'),
  );
});

it('says which change explains it best, unless the same code recorded the history', () => {
  const facts = { workflow: 'order', position: 'event 5', history: 'a', code: 'b', change: 'a was renamed to b' };
  expect(HR8001.problem(facts).why).toContain('which takes another path: most likely a was renamed to b. Its workflow');
  expect(HR8001.problem({ ...facts, sameCode: true }).why).not.toContain('most likely');
});
