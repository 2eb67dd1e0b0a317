import { expect, it } from 'vitest';
import { HR1003 } from '../../src';

it('names the type, the queue, the nearest name and all that the bundle has', () => {
  const { message } = HR1003.error({
    workflowType: 'ordr',
    taskQueue: 'orders',
    known: ['order', 'refund'],
    suggestion: 'order',
  });
  expect(message).toBe(
    [
      '[HR1003] Workflow type "ordr" is not in the bundle of the worker on task queue "orders"; did you mean "order"?',
      '  Why:     no worker on this queue can run it: the workflow task is retried until one is deployed that can. The execution stays open.',
      '  Fix:     export a function named ordr from the module in workflowsPath and deploy; if the name or the task queue was wrong, terminate the execution and start it anew.',
      '           The bundle has: order, refund.',
      '           A top-level await in that module has the same effect: its exports are not there yet.',
      '  Docs:    https://handrail.dev/errors/HR1003        (offline: npx handrail explain HR1003)',
    ].join('\n'),
  );
});

it('says where two modules export it, and that a bundle was built before', () => {
  const facts = { workflowType: 'order', taskQueue: 'orders', known: ['ship'] };
  const twice = { place: 'src/workflows.ts:2', modules: ['./a', './b'] } as const;
  expect(HR1003.problem({ ...facts, twice }).fix.split('\n')[0]).toBe(
    "src/workflows.ts:2 exports it of both ./a and ./b, and so of neither: write export { order } from './a', or rename one of them.",
  );
  expect(HR1003.problem({ ...facts, prebuilt: true }).fix.split('\n')[0]).toBe(
    'build the bundle again if its sources have the workflow: the worker runs one that was built before.',
  );
});

it.each(['activityProxyFunction', 'localActivityProxyFunction'])('knows an activity by the name %s', (workflowType) => {
  const { fix } = HR1003.problem({ workflowType, taskQueue: 'orders', known: ['order'] });
  expect(fix.split('\n')[0]).toBe(
    'that is the name which the SDK gives to activities of a proxy: where executeChild, startChild or continueAsNew is given an activity, call the activity itself instead.',
  );
});
