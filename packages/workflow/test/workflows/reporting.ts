import {
  type ActivityOptions,
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  startChild,
} from '@handrail/workflow';

interface Activities {
  charge(): Promise<string>;
  failTwice(): Promise<string>;
}

const once = proxyActivities<Activities>({ retry: { maximumAttempts: 1 } });
const waived = proxyActivities<Activities>({
  scheduleToStartTimeout: '1 minute',
  waive: { HR2001: 'the queue belongs to one host' },
});

export const proceed = defineSignal('proceed');

/** Makes the same warned call several times, before and after a signal. */
export async function warned(): Promise<void> {
  let proceeded = false;
  setHandler(proceed, () => {
    proceeded = true;
  });
  await once.charge();
  await once.charge();
  await condition(() => proceeded);
  await once.charge();
}

/** Makes a waived call twice. */
export async function waiving(): Promise<void> {
  await waived.charge();
  await waived.charge();
}

/** Makes a call that is both refused and warned of. */
export async function refusedAndWarned(): Promise<void> {
  const options: ActivityOptions = { scheduleToStartTimeout: '1 minute', retry: { maximumAttempts: 1 } };
  await proxyActivities<Activities>(options).charge();
}

/** A local activity whose retries wait in timers, each of which calls the interceptors again. */
export async function backingOff(): Promise<string> {
  const { failTwice } = proxyLocalActivities<Activities>({
    startToCloseTimeout: '1 minute',
    scheduleToCloseTimeout: '1 minute',
    localRetryThreshold: 1,
    retry: { initialInterval: 1_500, backoffCoefficient: 1 },
  });
  return await failTwice();
}

/** Breaks a guard that refuses, at each of its calls another one. */
export async function breaking(timeouts: string[]): Promise<string> {
  for (const scheduleToStartTimeout of timeouts) {
    await proxyActivities<Activities>({ scheduleToStartTimeout } as object).charge();
  }
  return 'done';
}

/** Starts a child with a short timeout. */
export async function shortChild(): Promise<string> {
  return await (await startChild(leaf, { workflowRunTimeout: '1 minute' })).result();
}

export async function leaf(): Promise<string> {
  return 'leaf';
}
