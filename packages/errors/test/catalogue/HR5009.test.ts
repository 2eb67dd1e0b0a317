import { expect, it } from 'vitest';
import { HR5009 } from '../../src';

it('shows what was given instead', () => {
  const { message } = HR5009.error({ value: "''" });
  expect(message).toBe(
    [
      "[HR5009] Worker.create was given taskQueue: ''; a worker needs the name of a task queue.",
      '  Why:     workflows and activities reach a worker by the name of its task queue alone.',
      "  Fix:     set taskQueue to the name that the client starts workflows with; share it as a constant: taskQueue: 'orders'.",
      '  Docs:    https://handrail.dev/errors/HR5009        (offline: npx handrail explain HR5009)',
    ].join('\n'),
  );
});
