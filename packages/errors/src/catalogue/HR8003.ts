import { defineError } from '../define-error';

export const HR8003 = defineError<{ problem: string }>({
  code: 'HR8003',
  title: 'A history cannot be replayed',
  disposition: 'refuse',
  head: ({ problem }) => `This is no workflow history: ${problem}.`,
  why: () => 'a replay needs the events of one execution from its start.',
  fix: () =>
    'take it from client.workflow.getHandle(id).fetchHistory(), or from temporal workflow show --workflow-id … --output json.',
  example: { problem: 'its events are empty' },
});
