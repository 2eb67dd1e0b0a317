import { expect, it } from 'vitest';
import { HR5010 } from '../../src';

it('names the type that was meant, and what the worker has', () => {
  const facts = { activityType: 'chrage', taskQueue: 'payments', known: ['charge', 'refund'], suggestion: 'charge' };
  expect(HR5010.error(facts).message).toBe(
    [
      '[HR5010] The worker of task queue "payments" does not know activity type "chrage"; did you mean "charge"?',
      '  Why:     the attempt fails and is tried again, until a worker that has the activity takes it or its timeouts are over; nothing is lost meanwhile.',
      "  Fix:     add it to the worker, activities: { chrage, … }, and deploy; or call it by its right name; or, where another worker has it, name that one's queue in proxyActivities({ taskQueue }).",
      '           It has: charge, refund.',
      '  Docs:    https://handrail.dev/errors/HR5010        (offline: npx handrail explain HR5010)',
    ].join('\n'),
  );
});

it('lists no more than a reader can take in', () => {
  const known = Array.from({ length: 25 }, (_, index) => `activity${index}`);
  const { message } = HR5010.error({ activityType: 'x', taskQueue: 'q', known });
  expect(message).toContain('[HR5010] The worker of task queue "q" does not know activity type "x".\n');
  expect(message).toContain('activity18, activity19 and 5 more.');
});

it('says how an activity named then comes to be called', () => {
  const { message } = HR5010.error({ activityType: 'then', taskQueue: 'q', known: ['charge'] });
  expect(message).toContain(
    '  Fix:     do not await proxyActivities(…): its result takes every name for an activity, so that await calls one named then.\n',
  );
});

it('says where there is none at all', () => {
  const { message } = HR5010.error({ activityType: 'x', taskQueue: 'q', known: [] });
  expect(message).toContain('The worker of "q" has no activities at all.');
});
