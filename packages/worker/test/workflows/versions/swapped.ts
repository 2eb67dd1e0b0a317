import { proxyActivities, sleep } from '@handrail/workflow';

const { charge } = proxyActivities<{ charge(): Promise<string> }>();

/** Charges, then waits. */
export async function pay(): Promise<string> {
  const charged = await charge();
  await sleep(5);
  return charged;
}
