import { expect, it } from 'vitest';
import { HR8003 } from '../../src';

it('says what is wrong with the history and where to take one from', () => {
  const { message } = HR8003.error({ problem: 'its events are empty' });
  expect(message).toBe(
    [
      '[HR8003] This is no workflow history: its events are empty.',
      '  Why:     a replay needs the events of one execution from its start.',
      '  Fix:     take it from client.workflow.getHandle(id).fetchHistory(), or from temporal workflow show --workflow-id … --output json.',
      '  Docs:    https://handrail.dev/errors/HR8003        (offline: npx handrail explain HR8003)',
    ].join('\n'),
  );
});
