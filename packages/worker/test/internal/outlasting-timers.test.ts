import type { GuardHost } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkflowInfo } from '@temporalio/workflow';
import { expect, it } from 'vitest';
import { reportOutlastingTimers } from '../../src/internal/outlasting-timers';

const STARTED = 1_700_000_000;
const MINUTE = 60;

/** What is said of a timer that is started `after` seconds in a run of ten minutes. */
function said(after: number, duration: number, info: Partial<WorkflowInfo> = {}): number {
  const problems: Problem[] = [];
  reportOutlastingTimers(
    {
      info: {
        namespace: 'default',
        workflowId: 'w',
        runId: 'r1',
        originalExecutionRunId: 'r1',
        workflowType: 'waits',
        runStartTime: new Date(STARTED * 1_000),
        runTimeoutMs: 10 * MINUTE * 1_000,
        ...info,
      } as WorkflowInfo,
      activation: { timestamp: { seconds: STARTED + after } },
      commands: [{ startTimer: { seq: 1, startToFireTimeout: { seconds: duration } } }],
      startedUnderHandrail: true,
    },
    { judge: (problem: Problem) => void problems.push(problem) } as unknown as GuardHost,
  );
  return problems.length;
}

it('counts from the start of the run', () => {
  expect(said(0, 9 * MINUTE)).toBe(0);
  expect(said(2 * MINUTE, 9 * MINUTE)).toBe(1);
});

// The server gives a run that is reset its whole timeouts again, and its history goes on saying when it was begun.
it('is silent after a reset, from which on the end of the run is not known', () => {
  expect(said(2 * MINUTE, 9 * MINUTE, { runId: 'r2' })).toBe(0);
});

it('knows runs of SDK releases that do not name the run that was reset', () => {
  const info = { originalExecutionRunId: undefined } as unknown as Partial<WorkflowInfo>;
  expect(said(2 * MINUTE, 9 * MINUTE, info)).toBe(1);
});

it('tells of a timer of as many milliseconds as there are seconds since 1970 (HR2010)', () => {
  const info: Partial<WorkflowInfo> = { runTimeoutMs: 0 };
  const now = Math.floor(Date.now() / 1_000);
  expect(said(0, (now + 61) / 1_000, info)).toBe(now % 60_000 === 59_939 ? 0 : 1);
  expect(said(0, 1_814_400, info)).toBe(0);
});
