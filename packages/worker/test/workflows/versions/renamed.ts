import { proxyActivities, sleep } from '@handrail/workflow';

const { chargeCard } = proxyActivities<{ chargeCard(): Promise<string> }>();

/** Its activity has another name. */
export async function pay(): Promise<string> {
  await sleep(5);
  return await chargeCard();
}
