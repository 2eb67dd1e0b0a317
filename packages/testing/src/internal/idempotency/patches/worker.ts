import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import type { Attempt } from '../attempt';
import { scopes, startingWorker } from '../scope';

/** Above every process id that Linux gives, so that nobody is hit by a signal that an activity sends to its own process. */
const FIRST_PROCESS_ID = 4_194_305;

/** What platforms call the host in the environment of a process, beside `HOSTNAME`, which containers always have. */
const HOST_VARIABLES = new Set<string | symbol>(['POD_NAME', 'POD_UID', 'NODE_NAME', 'COMPUTERNAME', 'DYNO']);

/**
 * Lets an activity see another worker than the attempt before did: by its host's name (in the environment, too), its process id and how
 * long it has been running. Who makes a key of them makes another one for each retry.
 */
export function patchWorker(): () => void {
  const { hostname } = os;
  const uptime = Reflect.get(process, 'uptime');
  const pid = Object.getOwnPropertyDescriptor(process, 'pid') as PropertyDescriptor;
  const real = process.pid;
  const patchedHostname: typeof hostname = Object.assign(() => hostNow() ?? hostname(), hostname);
  const patchedUptime = (): number => {
    const attempt = attemptNow();
    if (attempt === undefined) return uptime.call(process);
    const running = attempt.clock === undefined ? 0 : (attempt.clock.now - attempt.startedAt) / 1000;
    return 60 + ((attempt.plan.worker * 977) % 100_000) + running;
  };
  const { env } = process;
  const patchedEnv = new Proxy(env, {
    get(target, name) {
      const value = target[name as string];
      const isHost = name === 'HOSTNAME' || (value !== undefined && HOST_VARIABLES.has(name));
      return (isHost ? hostNow() : undefined) ?? value;
    },
    // The environment takes no values on behalf of another object.
    set: (target, name, value: string) => Reflect.set(target, name, value),
  });
  os.hostname = patchedHostname;
  process.env = patchedEnv;
  process.uptime = patchedUptime;
  Object.defineProperty(process, 'pid', {
    configurable: true,
    enumerable: true,
    get: () => {
      const worker = workerNow();
      return worker === undefined ? real : FIRST_PROCESS_ID + worker;
    },
  });
  syncBuiltinESMExports();
  return () => {
    if (os.hostname === patchedHostname) os.hostname = hostname;
    if (process.uptime === patchedUptime) process.uptime = uptime;
    if (process.env === patchedEnv) process.env = env;
    Object.defineProperty(process, 'pid', pid);
    syncBuiltinESMExports();
  };
}

function hostNow(): string | undefined {
  const worker = workerNow();
  return worker === undefined ? undefined : `worker-${(worker * 40_503).toString(36).padStart(6, '0')}`;
}

function workerNow(): number | undefined {
  return scopes.getStore() === undefined ? startingWorker.getStore() : attemptNow()?.plan.worker;
}

/** What a world does to answer is this process's own. */
function attemptNow(): Attempt | undefined {
  const scope = scopes.getStore();
  return scope?.isInside === true ? undefined : scope?.attempt;
}
