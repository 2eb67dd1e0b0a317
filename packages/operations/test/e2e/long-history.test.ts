// What is sought may stand at the very beginning of a long history.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Description, isIdle, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);
const queue = newQueue();
const SIGNALS = 2_100;
let timerWait: string;
let signalWait: string;

// Signals that nobody takes yet are a batch of one event each.
beforeAll(async () => {
  const { stop } = await rig.run(queue);
  timerWait = await rig.start('waitThroughSignals', queue, {}, true);
  signalWait = await rig.start('waitThroughSignals', queue, {}, false);
  for (const id of [timerWait, signalWait]) await rig.until(id, 'a first wait', isIdle);
  await stop();
  await Promise.all([timerWait, signalWait].map(signalOften));
  await rig.run(queue);
  for (const id of [timerWait, signalWait]) await rig.until(id, 'a wait', isLongAndIdle);
}, 180_000);

const isLongAndIdle = (description: Description): boolean =>
  isIdle(description) && Number(description.workflowExecutionInfo?.historyLength) > SIGNALS;

async function signalOften(id: string): Promise<void> {
  const handle = rig.client.workflow.getHandle(id);
  for (let sent = 0; sent < SIGNALS; sent += 30) {
    await Promise.all(Array.from({ length: 30 }, () => handle.signal('note')));
  }
}

describe('a history of more than 2,000 events', () => {
  it('is read to its first timer', async () => {
    const { cause, notExamined } = await rig.explain(timerWait, { askWorker: 'never' });
    expect({ cause, notExamined }).toEqual({ cause: 'timer-wait', notExamined: [] });
  });

  it('is read whole before no timer is said to be open', async () => {
    const { cause, notExamined } = await rig.explain(signalWait, { askWorker: 'never' });
    expect({ cause, notExamined }).toEqual({ cause: 'signal-wait', notExamined: [] });
  });

  it('is read up to a limit, which is said', async () => {
    const { notExamined } = await rig.explain(timerWait, { askWorker: 'never', limits: { events: 1_000 } });
    expect(notExamined.join('\n')).toMatch(/before event \d+.*not more than 1000 events are read/);
  });
});
