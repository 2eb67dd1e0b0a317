import { expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import { isoTime } from '../src/internal/spoken-time';
import { ago, ahead, facts, history } from './support/facts';

const timer = { timerId: '1', startedTime: ago(600), dueTime: ahead(7_200), eventId: 5 };
const waits = (times: object) => diagnose(facts({ history: history({ timers: [timer] }), ...times }))[0];

it('says when the timer fires', () => {
  const { headline, consequence, remedy } = waits({ expiresAt: ahead(7_200), expiresBy: 'run timeout' });
  expect(headline).toBe(
    `Workflow "order-17" (order) waits for a timer, which fires in 2 hours (${isoTime(timer.dueTime)}).`,
  );
  expect(consequence).toMatch(/^The timer fires by itself at /);
  expect(remedy).toEqual([]);
});

it('says of a timer that outlasts its execution that it never fires', () => {
  const { headline, consequence, remedy } = waits({ expiresAt: ahead(3_600), expiresBy: 'run timeout' });
  expect(headline).toBe(
    `Workflow "order-17" (order) waits for a timer, which would fire in 2 hours (${isoTime(timer.dueTime)}): its run timeout ends it (${isoTime(ahead(3_600))}) before.`,
  );
  expect(consequence).toBe(
    `The timer never fires; a signal or an update may wake the workflow before. The execution times out at ${isoTime(ahead(3_600))}.`,
  );
  expect(remedy).toEqual([
    {
      text: "This run keeps the timeout that it was started with. Start what waits so long with more time: a longer workflowRunTimeout, or lifetime: 'unbounded' (HR2017).",
    },
  ]);
});
