import { expect, it } from 'vitest';
import { HR1071 } from '../../src';

it('says that the wait was over at once', () => {
  const { message } = HR1071.error({ workflow: 'order' });
  expect(message).toBe(
    [
      '[HR1071] Workflow "order" waits with condition for a function that returned a promise, which counts as true at once.',
      '  Why:     condition looks at what the function returns and awaits nothing. A promise, also one of false, is no "no": the wait is over before it began, and the workflow goes on with what has not happened yet.',
      '  Fix:     return what the workflow knows, without async: condition(() => approved). What takes time is awaited itself: await check(), or await trigger; as a limit of time condition has its second argument.',
      '  Docs:    https://handrail.dev/errors/HR1071        (offline: npx handrail explain HR1071)',
    ].join('\n'),
  );
});
