import { proxyActivities, sleep } from '@handrail/workflow';

interface Activities {
  charge(): Promise<string>;
}

/** Gets its timeout from the defaults. */
export async function defaulted(): Promise<string> {
  await sleep(1);
  const { charge } = proxyActivities<Activities>();
  return `${await charge()} ${await charge.executeWithOptions({ scheduleToCloseTimeout: '1 hour' }, [])}`;
}

/** Breaks a guard, and tries to catch that. */
export async function breaking(): Promise<string> {
  try {
    return await proxyActivities<Activities>({ startToCloseTimeout: '3 hours' }).charge();
  } catch {
    return 'swallowed';
  }
}
