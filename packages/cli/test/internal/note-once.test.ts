import { expect, it } from 'vitest';
import { noteOnce } from '../../src/internal/note-once';

it('notes each thing that was not seen once, however often it is not', () => {
  const noted: string[] = [];
  const note = noteOnce((text) => noted.push(text));
  note([]);
  note(['late executions: ListWorkflowExecutions: rate limited']);
  note(['late executions: ListWorkflowExecutions: rate limited', 'worker metrics at "nonsense": Invalid URL']);
  note([]);
  note(['late executions: ListWorkflowExecutions: rate limited']);
  expect(noted).toEqual([
    'Not seen: late executions: ListWorkflowExecutions: rate limited',
    'Not seen: worker metrics at "nonsense": Invalid URL',
  ]);
});
