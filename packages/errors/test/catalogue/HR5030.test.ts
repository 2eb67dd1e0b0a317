import { expect, it } from 'vitest';
import { HR5030 } from '../../src';

it('names the local activity, its workflow, and how long it has been running', () => {
  const { message } = HR5030.error(HR5030.example);
  expect(message).toBe(
    [
      '[HR5030] Local activity "charge" of workflow "order" has been running for 10 seconds, and holds its workflow task open.',
      '  Why:     a local activity is a part of the workflow task. While it goes on the worker keeps the task alive, for three events of the history each time; where the worker stops, all that ran in the task runs again; and the Temporal UI shows nothing of it.',
      '  Fix:     call it by proxyActivities, with a timeout and heartbeats of its own; local activities are for what takes a second or two.',
      '  Docs:    https://handrail.dev/errors/HR5030        (offline: npx handrail explain HR5030)',
    ].join('\n'),
  );
});

it('counts the attempts where they are many', () => {
  expect(HR5030.problem({ activityType: 'charge', attempt: 5 })).toMatchObject({
    head: 'Local activity "charge" is at attempt 5, and holds its workflow task open.',
    fix: "call it by proxyActivities, whose retries are the server's; or bound them: retry: { maximumAttempts: 3 }, and let the workflow decide what comes after.",
  });
});
