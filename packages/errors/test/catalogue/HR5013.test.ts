import { expect, it } from 'vitest';
import { HR5013 } from '../../src';

it('names the function, and what tests and callbacks do', () => {
  const { message } = HR5013.error({ call: 'heartbeat' });
  expect(message).toBe(
    [
      '[HR5013] heartbeat of the activity package is called where no activity runs.',
      '  Why:     it belongs to one attempt of one activity: a worker runs activities in a context of their own, which follows them through await, and here is none.',
      '  Fix:     call it in an activity that a worker runs, or in what the activity calls.',
      '           In a test run the activity in one: new MockActivityEnvironment().run(activity, …). A callback that another part of the program calls (an event, a queue) has lost the context: take Context.current() in the activity, and pass it on.',
      '  Docs:    https://handrail.dev/errors/HR5013        (offline: npx handrail explain HR5013)',
    ].join('\n'),
  );
});

it('names what does the same elsewhere', () => {
  const { message } = HR5013.error({ call: 'log.info' });
  expect(message).toBe(
    [
      '[HR5013] log.info of the activity package is called where no activity runs.',
      '  Why:     it belongs to one attempt of one activity: a worker runs activities in a context of their own, which follows them through await, and here is none.',
      '  Fix:     log with the logger of this process here; in workflow code with log of @handrail/workflow.',
      '           In a test run the activity in one: new MockActivityEnvironment().run(activity, …). A callback that another part of the program calls (an event, a queue) has lost the context: take Context.current() in the activity, and pass it on.',
      '  Docs:    https://handrail.dev/errors/HR5013        (offline: npx handrail explain HR5013)',
    ].join('\n'),
  );
});
