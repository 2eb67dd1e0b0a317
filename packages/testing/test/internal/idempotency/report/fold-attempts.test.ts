import { expect, test } from 'vitest';
import { foldAttempts } from '../../../../src/internal/idempotency/report/fold-attempts';
import type { TimelineRow } from '../../../../src/internal/idempotency/report/timeline';

/** One attempt that starts and ends, `at` being when. */
function attempt(lane: number, at: number, end = 'fails: Error: no'): TimelineRow[] {
  return [
    { lane, milliseconds: at, mark: '▶', text: 'starts', tone: 'plain' },
    { lane, milliseconds: at + 1, mark: '■', text: end, tone: 'bad' },
  ];
}

const lanes = (count: number) => Array.from({ length: count }, (_each, index) => `attempt ${index + 1}`);
const FIVE = [0, 1, 2, 3, 4];

test('retries that go the same way are drawn as one', () => {
  const rows = FIVE.flatMap((lane) => attempt(lane, lane * 1_000, lane === 0 ? 'returns 1' : undefined));

  expect(foldAttempts({ lanes: lanes(5), rows })).toEqual({
    lanes: ['attempt 1', 'attempt 2', 'attempts 3 to 5'],
    rows: [
      ...attempt(0, 0, 'returns 1'),
      ...attempt(1, 1_000),
      { lane: 2, milliseconds: 4_001, mark: '■', text: 'each goes the same way and fails: Error: no', tone: 'bad' },
    ],
  });
});

test('few attempts, and those that differ, are drawn one by one', () => {
  const three = { lanes: lanes(3), rows: [0, 1, 2].flatMap((lane) => attempt(lane, lane)) };
  const different = { lanes: lanes(5), rows: FIVE.flatMap((lane) => attempt(lane, lane, `returns ${lane}`)) };

  expect(foldAttempts(three)).toEqual(three);
  expect(foldAttempts(different)).toEqual(different);
});

test('attempts beside which something else happens are drawn one by one', () => {
  const attempts = FIVE.map((lane) => attempt(lane, lane));
  const rows = [...attempts.map(([start]) => start), ...attempts.map(([, end]) => end)] as TimelineRow[];

  expect(foldAttempts({ lanes: lanes(5), rows })).toEqual({ lanes: lanes(5), rows });
});

test('the distinct call is not taken for a retry', () => {
  const names = ['attempt 1', 'attempt 2', 'attempt 3', 'distinct call, attempt 1', 'distinct call, attempt 2'];
  const picture = { lanes: names, rows: FIVE.flatMap((lane) => attempt(lane, lane)) };

  expect(foldAttempts(picture)).toEqual(picture);
});
