import { expect, it } from 'vitest';
import { formatTimeline } from '../../src/formats/timeline';
import { styleFor } from '../../src/style';

const timeline = {
  schema: 'handrail.timeline/1' as const,
  workflowId: 'order-17',
  runId: 'r',
  workflowType: 'order',
  status: 'RUNNING' as const,
  start: 0,
  end: 40_000,
  notExamined: [],
};

it('draws a bar for each wait, from its start to its end or to now', () => {
  const spans = [
    { kind: 'timer' as const, label: 'timer of 10 s', start: 0, end: 10_000, outcome: 'done' as const },
    { kind: 'signal' as const, label: 'approve', start: 12_000, end: 12_000, outcome: 'done' as const },
    {
      kind: 'activity' as const,
      label: 'charge',
      start: 20_000,
      outcome: 'open' as const,
      note: 'scheduled, attempt 3',
    },
  ];
  expect(formatTimeline({ ...timeline, spans }, styleFor(false))).toBe(
    [
      'Timeline  1970-01-01T00:00:00.000Z to 1970-01-01T00:00:40.000Z',
      '  timer of 10 s                     |==========                              | done',
      '  signal approve                    |            =                           | done',
      '  activity charge                   |                    ????????????????????| open  scheduled, attempt 3',
    ].join('\n'),
  );
});

it('begins every bar in the same column, also behind letters that take two columns or none', () => {
  const spans = ['在庫確認', 'cafe\u0301', '注文'.repeat(20)].map((label) => {
    return { kind: 'activity' as const, label, start: 0, end: 40_000, outcome: 'done' as const };
  });
  const bars = '|========================================| done';
  expect(
    formatTimeline({ ...timeline, spans }, styleFor(false))
      .split('\n')
      .slice(1),
  ).toEqual([
    `  activity 在庫確認                 ${bars}`,
    `  activity cafe\u0301                     ${bars}`,
    `  activity 注文注文注文注文注文注…  ${bars}`,
  ]);
});

it('says that there was nothing', () => {
  expect(formatTimeline({ ...timeline, spans: [] }, styleFor(false))).toContain('It has waited for nothing so far.');
});
