import { expect, it } from 'vitest';
import { HR1011 } from '../../src';

it('names the function and what does the same here', () => {
  const { message } = HR1011.error({ call: 'sleep' });
  expect(message).toBe(
    [
      '[HR1011] sleep of the workflow package is called outside of workflow code.',
      '  Why:     what it does becomes part of the history of the execution that calls it, and none runs here: this is a client, an activity, a test or a script.',
      '  Fix:     wait with setTimeout of node:timers/promises here; in an activity with sleep of @handrail/activity, which cancellation ends.',
      '           Workflow code runs when a client starts it: client.workflow.execute(order, { … }); in a test with the client of TestWorkflowEnvironment.',
      '  Docs:    https://handrail.dev/errors/HR1011        (offline: npx handrail explain HR1011)',
    ].join('\n'),
  );
});

it('names the activity that is called of a proxy', () => {
  const { message } = HR1011.error({ call: 'proxyActivities', member: 'Activity "charge"' });
  expect(message).toBe(
    [
      '[HR1011] Activity "charge", which proxyActivities of the workflow package has made, is called outside of workflow code.',
      '  Why:     what it does becomes part of the history of the execution that calls it, and none runs here: this is a client, an activity, a test or a script.',
      '  Fix:     call the activity function itself where its work is needed here and now; to have it retried and recorded, call it in a workflow.',
      '           Workflow code runs when a client starts it: client.workflow.execute(order, { … }); in a test with the client of TestWorkflowEnvironment.',
      '  Docs:    https://handrail.dev/errors/HR1011        (offline: npx handrail explain HR1011)',
    ].join('\n'),
  );
});

it('sends handlers into the workflow function', () => {
  const { message } = HR1011.error({ call: 'setHandler' });
  expect(message).toBe(
    [
      '[HR1011] setHandler of the workflow package is called outside of workflow code.',
      '  Why:     what it does becomes part of the history of the execution that calls it, and none runs here: this is a client, an activity, a test or a script.',
      '  Fix:     set handlers at the beginning of the workflow function. To call them from here: client.workflow.getHandle(id), then signal, query or executeUpdate.',
      '           Workflow code runs when a client starts it: client.workflow.execute(order, { … }); in a test with the client of TestWorkflowEnvironment.',
      '  Docs:    https://handrail.dev/errors/HR1011        (offline: npx handrail explain HR1011)',
    ].join('\n'),
  );
});

it('says where a function belongs that has no counterpart', () => {
  const { message } = HR1011.error({ call: 'getRandomStream' });
  expect(message).toBe(
    [
      '[HR1011] getRandomStream of the workflow package is called outside of workflow code.',
      '  Why:     what it does becomes part of the history of the execution that calls it, and none runs here: this is a client, an activity, a test or a script.',
      '  Fix:     call it only in workflow functions, and in what they call.',
      '           Workflow code runs when a client starts it: client.workflow.execute(order, { … }); in a test with the client of TestWorkflowEnvironment.',
      '  Docs:    https://handrail.dev/errors/HR1011        (offline: npx handrail explain HR1011)',
    ].join('\n'),
  );
});
