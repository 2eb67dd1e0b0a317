import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PatientSink } from '../../src/sla/patient-sink';
import { callbackSink } from '../../src/sla/sla-sink';
import { notice } from '../support/notice';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;

it('waits so long for a sink and no longer, and asks it again after a rest only', async () => {
  let calls = 0;
  const hanging = callbackSink(() => {
    calls++;
    return new Promise(() => {});
  });
  const sink = new PatientSink(hanging, MINUTE, 5 * MINUTE);
  const first = sink.deliver(notice).catch(String);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(await first).toBe('Error: it did not answer within 1 minute');
  expect(await sink.deliver(notice).catch(String)).toBe('Error: it did not answer the last time');
  expect(calls).toBe(1);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  void sink.deliver(notice).catch(String);
  expect(calls).toBe(2);
});

it('passes on what a sink says, at once', async () => {
  const failing = callbackSink(() => Promise.reject(new Error('no route')), 'the pager');
  const sink = new PatientSink(failing, MINUTE, MINUTE);
  expect(sink.name).toBe('the pager');
  await expect(sink.deliver(notice)).rejects.toThrow('no route');
  // One that answers needs no rest.
  await expect(sink.deliver(notice)).rejects.toThrow('no route');
  await new PatientSink(
    callbackSink(() => {}),
    MINUTE,
    MINUTE,
  ).deliver(notice);
  expect(vi.getTimerCount()).toBe(0);
});
