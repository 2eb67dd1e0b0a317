import { expect, it } from 'vitest';
import { HR5005 } from '../../src';

it('says what a worker could be given', () => {
  const { message } = HR5005.error({ taskQueue: 'orders', activities: [] });
  expect(message).toBe(
    [
      '[HR5005] The worker of task queue "orders" has nothing to run: no workflows, no Nexus services and no activities.',
      '  Why:     a worker polls only for what it can run; this one would poll for nothing.',
      "  Fix:     give at least one of workflowsPath: require.resolve('./workflows'), workflowBundle, activities: { … } with functions, nexusServices.",
      '  Docs:    https://handrail.dev/errors/HR5005        (offline: npx handrail explain HR5005)',
    ].join('\n'),
  );
});

it('names the activities that are no functions', () => {
  const { message } = HR5005.error({ taskQueue: 'orders', activities: ['charge', 'refund'] });
  expect(message).toBe(
    [
      '[HR5005] The worker of task queue "orders" has nothing to run: no workflows, no Nexus services and no activity that is a function (charge, refund).',
      '  Why:     a worker polls only for what it can run; this one would poll for nothing.',
      "  Fix:     give at least one of workflowsPath: require.resolve('./workflows'), workflowBundle, activities: { … } with functions, nexusServices.",
      '  Docs:    https://handrail.dev/errors/HR5005        (offline: npx handrail explain HR5005)',
    ].join('\n'),
  );
});
