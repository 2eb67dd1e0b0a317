import { proxyActivities, sleep } from '@handrail/workflow';

const { charge } = proxyActivities<{ charge(): Promise<string> }>();

/** Waits, then charges. */
export async function pay(): Promise<string> {
  await sleep(5);
  return await charge();
}
