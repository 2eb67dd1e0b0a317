import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PatientSink } from '../../src/sla/patient-sink';
import { callbackSink } from '../../src/sla/sla-sink';
import { notice } from '../support/notice';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SECOND = 1_000;
const MINUTE = 60_000;
const patience = (rest: number) => ({ key: 'the pager', timeout: MINUTE, rest });

it('waits so long for a sink and no longer, and asks it again after a rest only', async () => {
  let calls = 0;
  const hanging = callbackSink(() => {
    calls++;
    return new Promise(() => {});
  });
  const sink = new PatientSink(hanging, patience(5 * MINUTE));
  const first = sink.deliver(notice).catch(String);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(await first).toBe('Error: it did not answer within 1 minute');
  expect(await sink.deliver(notice).catch(String)).toBe('Error: it failed the last time, after a while');
  expect(calls).toBe(1);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  void sink.deliver(notice).catch(String);
  expect(calls).toBe(2);
});

it('passes on what a sink says, at once', async () => {
  const failing = callbackSink(() => Promise.reject(new Error('no route')), 'the pager');
  const sink = new PatientSink(failing, patience(MINUTE));
  expect(sink.name).toBe('the pager');
  await expect(sink.deliver(notice)).rejects.toThrow('no route');
  // One that answers needs no rest.
  await expect(sink.deliver(notice)).rejects.toThrow('no route');
  await new PatientSink(
    callbackSink(() => {}),
    patience(MINUTE),
  ).deliver(notice);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['nothing', undefined, 'undefined'],
  ['a text', 'no route', 'no route'],
])('passes on as an error that a sink has thrown %s', async (_, thrown, message) => {
  const sink = new PatientSink(
    callbackSink(() => Promise.reject(thrown)),
    patience(MINUTE),
  );
  await expect(sink.deliver(notice)).rejects.toThrow(new Error(message));
});

it('lets one rest that fails only after a while, as one that is down behind a webhook does, for four times as long', async () => {
  let calls = 0;
  const down = callbackSink(async () => {
    calls++;
    await new Promise((resolve) => setTimeout(resolve, 5 * SECOND));
    throw new Error('it answered 500');
  });
  const sink = new PatientSink(down, patience(MINUTE));
  const attempt = async () => {
    const failure = sink.deliver(notice).catch((error: Error) => error.message);
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    return await failure;
  };
  expect(await attempt()).toBe('it answered 500');
  expect(await attempt()).toBe('it failed the last time, after a while');
  await vi.advanceTimersByTimeAsync(15 * SECOND);
  expect(await attempt()).toBe('it answered 500');
  expect(calls).toBe(2);
});

it('lets none rest that takes other notices meanwhile: it fails now and then', async () => {
  let calls = 0;
  const flaky = callbackSink(async () => {
    const isBad = ++calls === 1;
    await new Promise((resolve) => setTimeout(resolve, isBad ? 5 * SECOND : SECOND));
    if (isBad) throw new Error('it answered 503');
  });
  const sink = new PatientSink(flaky, patience(MINUTE));
  const bad = sink.deliver(notice).catch((error: Error) => error.message);
  const good = sink.deliver(notice);
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  await good;
  expect(await bad).toBe('it answered 503');
  const next = sink.deliver(notice);
  await vi.advanceTimersByTimeAsync(SECOND);
  await next;
  expect(calls).toBe(3);
});

it('keeps nobody waiting for one that does not answer a dozen', async () => {
  let calls = 0;
  const hanging = callbackSink(() => {
    calls++;
    return new Promise(() => {});
  });
  const sink = new PatientSink(hanging, patience(MINUTE));
  const failures: string[] = [];
  for (let index = 0; index < 14; index++)
    sink.deliver(notice).catch(({ message }: Error) => void failures.push(message));
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  expect(calls).toBe(12);
  expect(failures).toEqual(Array.from({ length: 2 }, () => '12 notices have had no answer for 5 seconds'));
  expect(await sink.deliver(notice).catch(String)).toBe('Error: it failed the last time, after a while');
});

it('gives a place that becomes free to the next', async () => {
  let calls = 0;
  const slow = callbackSink(async () => {
    calls++;
    await new Promise((resolve) => setTimeout(resolve, 2 * SECOND));
  });
  const sink = new PatientSink(slow, patience(MINUTE));
  const all = Promise.all(Array.from({ length: 30 }, () => sink.deliver(notice)));
  await vi.advanceTimersByTimeAsync(6 * SECOND);
  await all;
  expect(calls).toBe(30);
  expect(vi.getTimerCount()).toBe(0);
});
