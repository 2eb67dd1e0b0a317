import { performance } from 'node:perf_hooks';
import { scopes } from '../scope';

/**
 * Lets `performance.now` and `process.hrtime` tell the check's own time inside an activity. What they measure differs from run to
 * run, as on a real machine, but by how many runs there were and not by how busy the machine is.
 */
export function patchStopwatch(): () => void {
  const now = Reflect.get(performance, 'now');
  const { hrtime } = process;
  const elapsed = (): number | undefined => {
    const scope = scopes.getStore();
    const time = scope === undefined || scope.hasRealTimers ? undefined : scope.attempt.clock?.readStopwatch();
    return time === undefined ? undefined : time - performance.timeOrigin;
  };
  const patchedNow = (): number => elapsed() ?? now.call(performance);
  const bigint = (): bigint => {
    const milliseconds = elapsed();
    return milliseconds === undefined ? hrtime.bigint() : BigInt(Math.round(milliseconds * 1e6));
  };
  const patchedHrtime = Object.assign(
    (since?: [number, number]): [number, number] => {
      if (elapsed() === undefined) return hrtime(since);
      const nanoseconds = bigint() - (since === undefined ? 0n : BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]));
      return [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
    },
    { bigint },
  );
  const own = Object.getOwnPropertyDescriptor(performance, 'now');
  Object.defineProperty(performance, 'now', { value: patchedNow, configurable: true, writable: true });
  process.hrtime = patchedHrtime;
  return () => {
    if (own === undefined) Reflect.deleteProperty(performance, 'now');
    else Object.defineProperty(performance, 'now', own);
    if (process.hrtime === patchedHrtime) process.hrtime = hrtime;
  };
}
