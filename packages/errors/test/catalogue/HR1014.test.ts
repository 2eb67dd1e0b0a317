import { expect, it } from 'vitest';
import { HR1014 } from '../../src';

it('names the call, the place and what to pass', () => {
  const { message } = HR1014.error({
    workflow: 'order',
    call: 'setHandler',
    reason: "Expected handler to be either a function or 'undefined'. Got: 'string'",
    remedy: 'pass a function: setHandler(definition, (…) => …)',
    place: 'src/workflows.ts:8',
  });
  expect(message).toBe(
    [
      `[HR1014] Workflow "order" hands setHandler what it cannot use (src/workflows.ts:8): Expected handler to be either a function or 'undefined'. Got: 'string'`,
      '  Why:     what the SDK throws then is no TemporalFailure, so the workflow task is retried until a fix is deployed, and the execution waits.',
      '  Fix:     pass a function: setHandler(definition, (…) => …).',
      '  Docs:    https://handrail.dev/errors/HR1014        (offline: npx handrail explain HR1014)',
    ].join('\n'),
  );
});

it('says where to look when neither is known', () => {
  const { message } = HR1014.error({ workflow: 'order', reason: 'x is not iterable' });
  expect(message).toBe(
    [
      '[HR1014] Workflow "order" hands the SDK what it cannot use: x is not iterable',
      '  Why:     what the SDK throws then is no TemporalFailure, so the workflow task is retried until a fix is deployed, and the execution waits.',
      '  Fix:     look at what is passed to the SDK there: an any or a cast has kept the compiler from checking it.',
      '  Docs:    https://handrail.dev/errors/HR1014        (offline: npx handrail explain HR1014)',
    ].join('\n'),
  );
});
