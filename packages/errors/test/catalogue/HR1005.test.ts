import { expect, it } from 'vitest';
import { HR1005 } from '../../src';

it('says what was thrown and where, and that no workflow of the bundle can run', () => {
  const { message } = HR1005.error({
    error: "Cannot read properties of undefined (reading 'url')",
    place: 'src/config.ts:3',
  });
  expect(message).toBe(
    [
      "[HR1005] Workflow code throws while it is loaded (src/config.ts:3): Cannot read properties of undefined (reading 'url')",
      '  Why:     no workflow of this bundle can run, whatever it imports: each of their tasks is retried until a fix is deployed.',
      '  Fix:     move what throws from the top of the module into the workflow function, or into an activity.',
      '  Docs:    https://handrail.dev/errors/HR1005        (offline: npx handrail explain HR1005)',
    ].join('\n'),
  );
});
