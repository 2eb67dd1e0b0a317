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

it('tells what is none from what lacks something, and from a list', () => {
  const problem = 'event 2 of it is missing';
  expect(HR8003.problem({ problem, kind: 'damaged', remedy: 'take it whole' })).toMatchObject({
    head: 'This workflow history cannot be replayed: event 2 of it is missing.',
    fix: 'take it whole.',
  });
  expect(HR8003.problem({ problem: 'it is undefined', kind: 'list' })).toMatchObject({
    head: 'These are no workflow histories: it is undefined.',
    why: 'runReplayHistories takes a list, or whatever can be iterated, of { workflowId, history }.',
  });
});
