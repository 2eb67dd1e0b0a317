import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeSla, type SlaFacts } from '../../src/sla/judge-sla';

const MINUTE = 60_000;

function facts(given: Partial<SlaFacts>): SlaFacts {
  return {
    workflowId: 'order-1',
    runId: 'run-1',
    workflowType: 'order',
    status: 'RUNNING',
    owner: null,
    startTime: 0,
    closeTime: undefined,
    deadline: 100 * MINUTE,
    ...given,
  };
}

const stateAt = (now: number, given: Partial<SlaFacts> = {}, warnBefore = 15 * MINUTE) =>
  judgeSla(facts(given), now, warnBefore)?.state;

it('is late from the deadline on', () => {
  expect(stateAt(100 * MINUTE - 1)).toBe('near');
  expect(stateAt(100 * MINUTE)).toBe('late');
});

it('is near for as long before it as was asked for', () => {
  expect(stateAt(85 * MINUTE - 1)).toBeUndefined();
  expect(stateAt(85 * MINUTE)).toBe('near');
});

it('is not near its deadline in the first half of a short SLA', () => {
  expect(stateAt(4 * MINUTE, { deadline: 10 * MINUTE })).toBeUndefined();
  expect(stateAt(5 * MINUTE, { deadline: 10 * MINUTE })).toBe('near');
});

it('is neither without a deadline: it is paused', () => {
  expect(stateAt(1e12, { deadline: undefined })).toBeUndefined();
});

it('was never late if it ended in time, however late it is now', () => {
  expect(stateAt(1e12, { closeTime: 100 * MINUTE - 1, status: 'COMPLETED' })).toBeUndefined();
});

it('tells how late it was when it ended', () => {
  expect(judgeSla(facts({ closeTime: 103 * MINUTE, status: 'FAILED' }), 1e12, 1)).toMatchObject({
    state: 'late',
    lateMilliseconds: 3 * MINUTE,
    closeTime: '1970-01-01T01:43:00.000Z',
    status: 'FAILED',
  });
});

it('never says that an execution is late before its deadline, nor that one is near after it', () => {
  const time = fc.integer({ min: 0, max: 1e12 });
  fc.assert(
    fc.property(time, time, time, fc.option(time, { nil: undefined }), (startTime, deadline, now, closeTime) => {
      const entry = judgeSla(facts({ startTime, deadline, closeTime }), now, 15 * MINUTE);
      const at = closeTime ?? now;
      expect(entry?.state === 'late').toBe(at >= deadline);
      if (entry?.state === 'near') expect(closeTime).toBeUndefined();
    }),
  );
});
