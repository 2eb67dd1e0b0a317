import { expect, it } from 'vitest';
import { HR7001 } from '../../src';

it('names the id, where it was looked for, and what is like it', () => {
  const { message } = HR7001.error({
    id: 'order-71',
    namespace: 'default',
    problem: 'workflow',
    nearest: ['order-17'],
  });
  expect(message).toBe(
    [
      '[HR7001] No workflow execution and no schedule has the id "order-71" in namespace "default". Near it: "order-17".',
      '  Why:     what is looked for in the wrong place looks as if it had never been started.',
      '  Fix:     check id and namespace; a schedule appends the time to the ids of what it starts, and closed executions are kept for the retention only.',
      '  Docs:    https://handrail.dev/errors/HR7001        (offline: npx handrail explain HR7001)',
    ].join('\n'),
  );
});
