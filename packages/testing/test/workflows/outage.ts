// A step, a wait, and one more step: something for an outage to come in between.
import { proxyActivities, sleep } from '@handrail/workflow';

const { pack, ship } = proxyActivities<{ pack(): Promise<string>; ship(parcel: string): Promise<string> }>();

export async function delivery(): Promise<string> {
  const parcel = await pack();
  await sleep('1 day');
  return await ship(parcel);
}
