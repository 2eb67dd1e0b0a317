import type { Explanation } from '@handrail/operations';
import { expect, it } from 'vitest';
import { formatTimeline } from '../../src/formats/timeline';
import { styleFor } from '../../src/style';

const explanation: Explanation = {
  schema: 'handrail.why/1',
  workflowId: 'order-17',
  runId: 'r',
  workflowType: 'order',
  cause: 'timer-wait',
  healthy: true,
  headline: 'Workflow "order-17" waits for a timer.',
  evidence: [{ what: 'timer 1 was started (event 5)' }],
  consequence: '',
  remedy: [],
  code: null,
  links: { docs: '', ui: null },
  path: [],
  also: [],
  notExamined: [],
};

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
  expect(formatTimeline({ ...timeline, spans }, explanation, styleFor(false))).toBe(
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
    formatTimeline({ ...timeline, spans }, explanation, styleFor(false))
      .split('\n')
      .slice(1),
  ).toEqual([
    `  activity 在庫確認                 ${bars}`,
    `  activity cafe\u0301                     ${bars}`,
    `  activity 注文注文注文注文注文注…  ${bars}`,
  ]);
});

it('says that there was nothing', () => {
  expect(formatTimeline({ ...timeline, spans: [] }, explanation, styleFor(false))).toContain(
    'It has waited for nothing so far.',
  );
});

it('shows of thousands what the verdict is about, what is open and what failed, and says where how many are left out', () => {
  const done = (eventId: number) => {
    return { kind: 'timer' as const, label: 'timer of 1 ms', start: 0, end: 40_000, outcome: 'done' as const, eventId };
  };
  const spans = Array.from({ length: 5_000 }, (_, index) => done(10 + index));
  const marked = { ...done(5), end: undefined, outcome: 'open' as const, label: 'timer of 2592000 s' };
  const failed = { ...done(2_000), kind: 'activity' as const, label: 'charge', outcome: 'failed' as const };
  const text = formatTimeline(
    { ...timeline, spans: [...spans.slice(0, 10), marked, ...spans.slice(10, 1_000), failed, ...spans.slice(1_000)] },
    explanation,
    styleFor(false),
  );
  const lines = text.split('\n').slice(1);
  expect(lines.slice(0, 5).map((line) => line.slice(0, 40).trim())).toEqual([
    '… 10 more: 10 done',
    'timer of 2592000 s                |???',
    '… 990 more: 990 done',
    'activity charge                   |xxx',
    '… 3977 more: 3977 done',
  ]);
  expect(lines).toHaveLength(3 + 25);
});
