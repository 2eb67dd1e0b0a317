import { afterEach, expect, test, vi } from 'vitest';
import { progressLine, reportWhile, type ServerProgress } from '../../src/internal/progress';

afterEach(() => void vi.useRealTimers());

test('work that takes long is reported at once and every five seconds, with how far it has come', async () => {
  vi.useFakeTimers();
  const heard: ServerProgress[] = [];
  let compiled = 0;
  const work = reportWhile(
    (progress) => heard.push(progress),
    () => `Building, ${compiled} packages compiled`,
    () => new Promise<void>((resolve) => setTimeout(resolve, 12_000)),
  );
  compiled = 40;
  await vi.advanceTimersByTimeAsync(12_000);
  await work;
  await vi.advanceTimersByTimeAsync(60_000);

  expect(heard.map(progressLine)).toEqual([
    '[handrail] Building, 0 packages compiled …',
    '[handrail] Building, 40 packages compiled … 5 s',
    '[handrail] Building, 40 packages compiled … 10 s',
  ]);
});
