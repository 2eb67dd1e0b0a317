import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

export const approve = defineSignal('approve');

const { reserve } = proxyActivities<{ reserve(): Promise<string> }>({ startToCloseTimeout: '1 minute' });
const { charge } = proxyActivities<{ charge(): Promise<string> }>({ startToCloseTimeout: '3 hours' });

/** The same workflow before Handrail came, with the mistake. */
export async function order(): Promise<string[]> {
  let approved = false;
  setHandler(approve, () => {
    approved = true;
  });
  const reserved = await reserve();
  await condition(() => approved);
  return [reserved, await charge()];
}
