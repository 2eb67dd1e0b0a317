import { expect, it } from 'vitest';
import { HR5031 } from '../../src';

it('says that the time for the shutdown is over, and what may have been under way', () => {
  const { message } = HR5031.error(HR5031.example);
  expect(message).toBe(
    [
      '[HR5031] The worker of task queue "orders" has ended before its work was done: shutdownForceTime (10 seconds) is over, and no activity is running.',
      '  Why:     what was under way is not reported: a workflow task, whose code may loop or whose codec may not answer, or a Nexus operation. The server gives each to another worker once its timeout is over.',
      '  Fix:     look for what was told of a workflow or a codec just before (HR1008, HR3013). Where nothing was, give the work more time: a shutdownForceTime longer than shutdownGraceTime and a workflow task together, and shorter than your platform waits before it kills the process.',
      '  Docs:    https://handrail.dev/errors/HR5031        (offline: npx handrail explain HR5031)',
    ].join('\n'),
  );
});
