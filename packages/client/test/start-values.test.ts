// What of a start reaches the server as something else, without a word.
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { startValueProblems } from '../src/internal/start-values';

const key = defineSearchAttributeKey('DueDate', SearchAttributeType.DATETIME);
const none = new Date('soon');
const told = (options: object, path?: string) =>
  startValueProblems('Workflow "order"', options as Record<string, unknown>, path).map(
    ({ code, head, disposition }) => `${code} ${disposition}: ${head}`,
  );

describe('a start', () => {
  it('is warned of a timeout of its tasks that the server cuts', () => {
    const line =
      'HR2010 warn: Workflow "order" has workflowTaskTimeout: 10 minutes, which is more than the server takes, which makes 2 minutes of it.';
    expect(told({ workflowTaskTimeout: '10 minutes' })).toEqual([line]);
    // As an interceptor sees it.
    expect(told({ workflowTaskTimeout: { seconds: 600, nanos: 0 } })).toEqual([line]);
  });

  it.each<[string, object]>([
    ['a pair', { typedSearchAttributes: [{ key, value: none }] }],
    ['a collection', { typedSearchAttributes: new TypedSearchAttributes([{ key, value: none }]) }],
    ['a list', { searchAttributes: { DueDate: [none] } }],
  ])('is refused with a date that is none, in %s', (_, options) => {
    expect(told(options, 'action.')).toEqual([
      'HR2014 refuse: Workflow "order" has action.search attribute "DueDate": Invalid Date, which is a Date that is none: the attribute would be left out.',
    ]);
  });

  it('is warned of a priority that is none, and refused with a version that has no two names', () => {
    expect(told({ priority: { priorityKey: 0 } })).toEqual([
      'HR2014 warn: Workflow "order" has priority.priorityKey: 0, which stands for none: the first is 1, and without one it is 3.',
    ]);
    expect(told({ versioningOverride: { pinned: { version: { deploymentName: undefined } } } })).toHaveLength(1);
    for (const [pinnedTo, shown] of [
      ['build-1', "'build-1'"],
      [{ buildId: '1' }, 'an object'],
    ] as const)
      expect(told({ versioningOverride: { pinnedTo } })).toEqual([
        `HR2014 refuse: Workflow "order" has versioningOverride.pinnedTo: ${shown}, which is not a version: give both names, { deploymentName, buildId }.`,
      ]);
  });

  it.each<[object]>([
    [{}],
    [{ priority: { priorityKey: 1 }, versioningOverride: 'AUTO_UPGRADE' }],
    [{ priority: { fairnessKey: 'a' }, versioningOverride: { pinnedTo: { deploymentName: 'orders', buildId: '1' } } }],
    [{ workflowTaskTimeout: '2 minutes' }],
    [{ workflowTaskTimeout: 'whatever' }],
    [{ typedSearchAttributes: [{ key, value: new Date(0) }], searchAttributes: { DueDate: [new Date(0)] } }],
    [{ typedSearchAttributes: [null, 'x', {}], searchAttributes: { DueDate: none } }],
  ])('is left in peace with %j', (options) => {
    expect(told(options)).toEqual([]);
  });
});

it('warns of a run timeout that the execution timeout shortens', () => {
  const timeouts = { workflowRunTimeout: '8 days', workflowExecutionTimeout: '1 week' };
  expect(told(timeouts)).toEqual([
    'HR2010 warn: Workflow "order" has workflowRunTimeout: 8 days, which is more than workflowExecutionTimeout, 7 days, to which the server shortens it.',
  ]);
  for (const right of [
    { workflowRunTimeout: '7 days', workflowExecutionTimeout: '7 days' },
    { workflowRunTimeout: '7 days', workflowExecutionTimeout: 0 },
    { workflowRunTimeout: '7 days' },
    { workflowExecutionTimeout: '1 day' },
  ])
    expect(told(right)).toEqual([]);
});
