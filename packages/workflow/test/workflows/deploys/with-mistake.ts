import { type ActivityOptions, condition, defineSignal, proxyActivities, setHandler } from '@handrail/workflow';

export const approve = defineSignal('approve');

const { reserve } = proxyActivities<{ reserve(): Promise<string> }>();
// A variable of the SDK's type: what the compiler could see it would refuse.
const options: ActivityOptions = { startToCloseTimeout: '3 hours' };
const { charge } = proxyActivities<{ charge(): Promise<string> }>(options);

/** The first deploy: the second activity breaks a guard. */
export async function order(): Promise<string[]> {
  let approved = false;
  setHandler(approve, () => {
    approved = true;
  });
  const reserved = await reserve();
  await condition(() => approved);
  return [reserved, await charge()];
}
