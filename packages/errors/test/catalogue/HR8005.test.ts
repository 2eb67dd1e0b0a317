import { expect, it } from 'vitest';
import { HR8005 } from '../../src';

it('names the id and what makes it another one', () => {
  const { message } = HR8005.error({ workflow: 'order', call: 'patched', id: "'v-1'", part: 'the time' });
  expect(message).toContain(
    `[HR8005] Workflow "order" calls patched('v-1'), an id that the time makes another one in each execution.`,
  );
  expect(message).toContain("patched('charge-in-euros')");
});
