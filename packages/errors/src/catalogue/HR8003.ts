import { defineError } from '../define-error';

export const HR8003 = defineError<{
  problem: string;
  /** What to do, where that is known; else where to take a history from. */
  remedy?: string;
  /** It is a history and lacks something, or a list of histories was expected. */
  kind?: 'damaged' | 'list';
  /** Whose history it was to be, where several are replayed. */
  workflowId?: string;
}>({
  code: 'HR8003',
  title: 'A history cannot be replayed',
  disposition: 'refuse',
  head: ({ problem, kind, workflowId }) => {
    if (kind === 'list') return `These are no workflow histories: ${problem}.`;
    if (kind === 'damaged') {
      const whose = workflowId === undefined ? 'This workflow history' : `The history of workflow "${workflowId}"`;
      return `${whose} cannot be replayed: ${problem}.`;
    }
    const what = workflowId === undefined ? 'This' : `What is given as the history of workflow "${workflowId}"`;
    return `${what} is no workflow history: ${problem}.`;
  },
  why: ({ kind }) =>
    kind === 'list'
      ? 'runReplayHistories takes a list, or whatever can be iterated, of { workflowId, history }.'
      : 'a replay needs the events of one execution from its start.',
  fix: ({ remedy }) =>
    `${remedy ?? 'take it from client.workflow.getHandle(id).fetchHistory(), or from temporal workflow show --workflow-id … --output json'}.`,
  example: { problem: 'its events are empty' },
});
