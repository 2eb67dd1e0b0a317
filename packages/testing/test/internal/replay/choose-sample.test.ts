import { expect, it } from 'vitest';
import { chooseSample } from '../../../src/internal/replay/choose-sample';
import { openExecution } from '../../support/open-execution';

const many = (type: string, number: number, facts = {}) =>
  Array.from({ length: number }, (_, index) =>
    openExecution(type, { runId: `${type}-${index}`, startTime: index, ...facts }),
  );
const ids = (executions: readonly { readonly runId: string }[]) => executions.map(({ runId }) => runId);

it('takes the oldest and the newest of what is alike', () => {
  const { chosen, strata } = chooseSample(many('order', 9), { perStratum: 3, limit: 10 });
  expect(ids(chosen)).toEqual(['order-0', 'order-8', 'order-1']);
  expect(strata).toEqual([
    { workflowType: 'order', age: 'under a day', build: null, failing: false, open: 9, chosen: 3 },
  ]);
});

it.each([
  ['age', { age: 'older' as const }],
  ['build', { build: '1.4.1' }],
  ['failing state', { failing: true }],
])('takes some of each %s', (_, facts) => {
  const { strata } = chooseSample([...many('order', 50), ...many('order', 1, facts)], { perStratum: 2, limit: 10 });
  expect(strata.map(({ chosen }) => chosen).sort()).toEqual([1, 2]);
});

it('gives each type one before any type gets two, and what fails goes first', () => {
  const order = [...many('order', 5), ...many('order', 5, { runId: 'failing', failing: true })];
  const { chosen } = chooseSample([...order, ...many('refund', 5)], { perStratum: 5, limit: 2 });
  expect(ids(chosen)).toEqual(['failing', 'refund-0']);
});

it('takes the same of the same, in whatever order it was listed', () => {
  const listed = [...many('order', 20), ...many('refund', 20)];
  const options = { perStratum: 3, limit: 5 };
  expect(chooseSample(listed.toReversed(), options)).toEqual(chooseSample(listed, options));
});

it('takes nothing of nothing, and all where there is room', () => {
  expect(chooseSample([], { perStratum: 3, limit: 10 })).toEqual({ chosen: [], strata: [] });
  expect(ids(chooseSample(many('order', 4), { perStratum: 9, limit: 9 }).chosen).sort()).toEqual([
    'order-0',
    'order-1',
    'order-2',
    'order-3',
  ]);
});
